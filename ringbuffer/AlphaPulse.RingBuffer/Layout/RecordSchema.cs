using System.Buffers.Binary;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace AlphaPulse.RingBuffer.Layout;

/// <summary>
/// What a record looks like in memory, as text: a first line with its size, then a line <c>offset type name</c> per field.
/// The text is stored in the ring, its hash decides whether two builds mean the same record, and the text says which
/// field differs when they do not.
/// </summary>
public sealed class RecordSchema
{
    private const int MaxShownLine = 120;

    private RecordSchema(string text, int recordBytes)
    {
        Text = text;
        RecordBytes = recordBytes;
        Hash = HashOf(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>The schema's text, lines separated by a line feed.</summary>
    public string Text { get; }

    /// <summary>Size of a record in bytes.</summary>
    public int RecordBytes { get; }

    /// <summary>First eight bytes of the text's SHA-256.</summary>
    public ulong Hash { get; }

    /// <summary>The schema of a type.</summary>
    /// <typeparam name="T">Fields of fixed width only: integers, floating point, enumerations, Guid, structs of these. Size a multiple of 8, at most 4,096.</typeparam>
    /// <exception cref="ArgumentException">The type cannot be a record; the message says why.</exception>
    public static RecordSchema Of<T>()
        where T : unmanaged
    {
        var size = Unsafe.SizeOf<T>();
        if (size % sizeof(long) != 0 || size > RingLayout.MaxRecordBytes)
            throw new ArgumentException($"{typeof(T)} has {size} bytes; a record's size is a multiple of 8, at most {RingLayout.MaxRecordBytes}.");
        var text = new StringBuilder().Append(size).Append(" bytes");
        Describe(typeof(T), 0, "", text);
        if (Encoding.UTF8.GetByteCount(text.ToString()) > RingLayout.MaxSchemaBytes)
            throw new ArgumentException($"{typeof(T)} has too many fields for a ring's schema page.");
        return new RecordSchema(text.ToString(), size);
    }

    internal static ulong HashOf(ReadOnlySpan<byte> text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }

    /// <summary>The lines by which another schema differs from this one, for an error message: few, short and fit to be shown, whatever is stored.</summary>
    internal string DifferenceFrom(string other)
    {
        var expected = Text.Split('\n');
        var found = other.Split('\n');
        var missing = expected.Except(found).Select(line => $"expected '{line}'");
        var extra = found.Except(expected).Select(line => $"found '{ShownText.Of(line.Length <= MaxShownLine ? line : line[..MaxShownLine])}'");
        return string.Join(", ", missing.Take(3).Concat(extra.Take(3)));
    }

    private static void Describe(Type type, int baseOffset, string prefix, StringBuilder text)
    {
        var fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        foreach (var (field, offset) in fields.Select(f => (f, baseOffset + OffsetOf(type, f))).OrderBy(f => f.Item2))
        {
            var fieldType = field.FieldType.IsEnum ? Enum.GetUnderlyingType(field.FieldType) : field.FieldType;
            if (fieldType == typeof(bool) || fieldType == typeof(char) || fieldType == typeof(nint) || fieldType == typeof(nuint))
                throw new ArgumentException($"{type}.{field.Name} is a {fieldType.Name}, which has no fixed meaning between processes; use a fixed-width integer.");
            if (fieldType.IsPrimitive || fieldType == typeof(Guid) || fieldType == typeof(Int128) || fieldType == typeof(UInt128))
                text.Append('\n').Append(offset).Append(' ').Append(fieldType.Name).Append(' ').Append(prefix).Append(field.Name);
            else
                Describe(fieldType, offset, $"{prefix}{field.Name}{ArrayLength(fieldType)}.", text);
        }
    }

    // The runtime repeats the one field of an inline array; reflection shows it once.
    private static string ArrayLength(Type type) => type.GetCustomAttribute<InlineArrayAttribute>() is { Length: var length } ? $"[{length}]" : "";

    private static int OffsetOf(Type type, FieldInfo field) =>
        field.GetCustomAttribute<FieldOffsetAttribute>()?.Value ?? (int)Marshal.OffsetOf(type, field.Name);
}
