using System.Globalization;
using System.Text.RegularExpressions;

namespace AlphaPulse.RingTool.Records;

/// <summary>
/// A part of a record's name tree. The schema names of an inline array only its first element, behind the name of the array and that
/// of its one field: <c>Best[5]._element.Price</c> stands for Best[0].Price to Best[4].Price.
/// </summary>
internal sealed partial class SchemaNode
{
    // Structs in structs: a text that nests deeper is no record's.
    private const int MostParts = 32;

    private readonly List<(string Name, SchemaNode Node)> _children = [];
    private (FieldType Type, int Offset)? _value;

    /// <summary>Lengths of the arrays that this node is, the outermost first.</summary>
    private int[] _lengths = [];
    private int _start;
    private int _end;
    private int _stride;
    private int _alignment = 1;

    /// <summary>Puts a line of the schema in.</summary>
    /// <exception cref="FormatException">The name is none that a schema has.</exception>
    public void Add(string name, FieldType type, int offset)
    {
        var node = this;
        var isElement = false;
        var parts = name.Split('.');
        if (parts.Length > MostParts)
            throw new FormatException($"its name has more than {MostParts} parts");
        foreach (var part in parts)
        {
            var match = Part().Match(part);
            if (!match.Success)
                throw new FormatException($"'{part}' is no field's name");
            var lengths = match.Groups[2].Captures.Select(length => int.Parse(length.Value, NumberStyles.None, CultureInfo.InvariantCulture)).ToArray();

            // The one field of an array is the array's element: it adds no name, but may be an array itself.
            if (isElement)
                node._lengths = node.HasContent ? node._lengths : [.. node._lengths, .. lengths];
            else
                node = node.Child(match.Groups[1].Value, lengths);
            isElement = lengths.Length > 0;
        }

        node._value = (type, offset);
    }

    /// <summary>The fields, arrays of values in one piece and arrays of structs taken apart.</summary>
    /// <param name="name">Of this node, empty for the record.</param>
    /// <param name="shift">How far this element lies behind the first, which the schema describes.</param>
    public IEnumerable<RecordField> Fields(string name, int shift)
    {
        if (_value is { } value)
            return Values(name, value.Type, value.Offset + shift, _lengths);
        return Elements(name, shift, _lengths).SelectMany(element => _children.SelectMany(child =>
            child.Node.Fields(element.Name.Length == 0 ? child.Name : $"{element.Name}.{child.Name}", element.Shift)));
    }

    /// <summary>Works out how large elements are; once, when all lines are in.</summary>
    /// <exception cref="OverflowException">An array is impossibly large.</exception>
    public void Measure()
    {
        foreach (var (_, child) in _children)
            child.Measure();
        var end = 0;
        if (_value is { } value)
            (_start, end, _alignment) = (value.Offset, checked(value.Offset + value.Type.Bytes()), value.Type.Alignment());
        else if (_children.Count > 0)
            (_start, end, _alignment) = (_children.Min(child => child.Node._start), _children.Max(child => child.Node._end), _children.Max(child => child.Node._alignment));

        // As the runtime lays out a struct that has no size of its own: the end is rounded up, which shows between elements.
        var bytes = checked(end - _start);
        _stride = _value is null ? checked((bytes + _alignment - 1) / _alignment * _alignment) : bytes;
        _end = _lengths.Length == 0 ? end : checked(_start + _stride * Product(_lengths));
    }

    private bool HasContent => _value is not null || _children.Count > 0;

    private static int Product(int[] lengths) => lengths.Aggregate(1, (product, length) => checked(product * length));

    private static IEnumerable<RecordField> Values(string name, FieldType type, int offset, int[] lengths)
    {
        if (lengths.Length <= 1)
            return [new RecordField(name, offset, type, lengths.Length == 0 ? null : lengths[0])];
        var inner = lengths[1..];
        var bytes = checked(type.Bytes() * Product(inner));
        return Enumerable.Range(0, lengths[0]).SelectMany(i => Values($"{name}[{i}]", type, offset + i * bytes, inner));
    }

    private IEnumerable<(string Name, int Shift)> Elements(string name, int shift, int[] lengths)
    {
        if (lengths.Length == 0)
            return [(name, shift)];
        var inner = lengths[1..];
        var bytes = checked(_stride * Product(inner));
        return Enumerable.Range(0, lengths[0]).SelectMany(i => Elements($"{name}[{i}]", shift + i * bytes, inner));
    }

    private SchemaNode Child(string name, int[] lengths)
    {
        var (_, found) = _children.Find(child => child.Name == name);
        if (found is not null)
            return found;
        var node = new SchemaNode { _lengths = lengths };
        _children.Add((name, node));
        return node;
    }

    [GeneratedRegex(@"^([^\[\]\s.]+)(?:\[([1-9][0-9]{0,3})\])*$")]
    private static partial Regex Part();
}
