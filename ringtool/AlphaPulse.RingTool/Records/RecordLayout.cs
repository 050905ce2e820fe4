using System.Globalization;
using AlphaPulse.RingTool.Rendering;

namespace AlphaPulse.RingTool.Records;

/// <summary>The fields of a record, read from the schema text that a ring carries; the assembly that has the type is not needed.</summary>
internal sealed class RecordLayout
{
    // A record has at most 4,096 bytes: so many one-byte fields fit, and a text that says more is no schema.
    private const int MostFields = 4096;

    private const int MostShown = 80;

    private RecordLayout(IReadOnlyList<RecordField> fields) => Fields = fields;

    public IReadOnlyList<RecordField> Fields { get; }

    /// <param name="schema">As <c>RecordSchema.Text</c>: a line with the size, then a line <c>offset type name</c> for each field.</param>
    /// <param name="recordBytes">What the ring's header says.</param>
    /// <exception cref="InvalidDataException">It cannot be read, or does not fit a record of this size.</exception>
    public static RecordLayout Parse(string schema, int recordBytes)
    {
        var lines = schema.Split('\n');
        if (lines[0] != $"{recordBytes} bytes")
            throw Unreadable(1, lines[0], $"expected '{recordBytes} bytes'");
        if (lines.Length > MostFields)
            throw Unreadable(lines.Length, "", $"at most {MostFields} lines");
        var root = new SchemaNode();
        for (var number = 2; number <= lines.Length; number++)
        {
            var line = lines[number - 1];
            var parts = line.Split(' ', 3);
            if (parts.Length != 3 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
                throw Unreadable(number, line, "expected 'offset type name'");
            if (!Enum.TryParse<FieldType>(parts[1], out var type) || type.ToString() != parts[1])
                throw Unreadable(number, line, "its type is none that a record can have");
            try
            {
                root.Add(parts[2], type, offset);
            }
            catch (FormatException e)
            {
                throw Unreadable(number, line, e.Message);
            }
        }

        return new RecordLayout(Expand(root, recordBytes));
    }

    private static List<RecordField> Expand(SchemaNode root, int recordBytes)
    {
        var fields = new List<RecordField>();
        try
        {
            root.Measure();
            foreach (var field in root.Fields("", 0))
            {
                if (fields.Count == MostFields || field.Offset < 0 || checked(field.Offset + field.Type.Bytes() * (field.Count ?? 1)) > recordBytes)
                    throw new InvalidDataException($"the ring's schema cannot be read: {Words.Printable(Words.Cut(field.Name, MostShown))} does not fit a record of {recordBytes} bytes; '--format hex' shows the bytes");
                fields.Add(field);
            }
        }
        catch (OverflowException)
        {
            throw new InvalidDataException("the ring's schema cannot be read: an array in it has an impossible size; '--format hex' shows the bytes");
        }

        return fields;
    }

    private static InvalidDataException Unreadable(int number, string line, string why) =>
        new(Words.Printable($"the ring's schema cannot be read: line {number} is '{Words.Cut(line, MostShown)}': {Words.Cut(why, MostShown)}; '--format hex' shows the bytes"));
}
