using System.Buffers.Binary;
using System.Globalization;

namespace AlphaPulse.RingTool.Records;

/// <summary>Sizes of the types, and their values as text.</summary>
internal static class FieldTypes
{
    public static int Bytes(this FieldType type) => type switch
    {
        FieldType.SByte or FieldType.Byte => 1,
        FieldType.Int16 or FieldType.UInt16 => 2,
        FieldType.Int32 or FieldType.UInt32 or FieldType.Single => 4,
        FieldType.Int64 or FieldType.UInt64 or FieldType.Double => 8,
        _ => 16,
    };

    /// <summary>What addresses of the type are a multiple of where the runtime lays a struct out.</summary>
    public static int Alignment(this FieldType type) => type == FieldType.Guid ? 4 : type.Bytes();

    /// <summary>A JSON reader takes the number for what it is: those of 128 bits it would round.</summary>
    public static bool IsJsonNumber(this FieldType type, string text) =>
        type is not (FieldType.Guid or FieldType.Int128 or FieldType.UInt128) && text is not ("NaN" or "Infinity" or "-Infinity");

    /// <summary>The value that lies at the start of <paramref name="bytes"/>, which a ring stores in little-endian order.</summary>
    public static string Text(this FieldType type, ReadOnlySpan<byte> bytes)
    {
        var culture = CultureInfo.InvariantCulture;
        return type switch
        {
            FieldType.SByte => ((sbyte)bytes[0]).ToString(culture),
            FieldType.Byte => bytes[0].ToString(culture),
            FieldType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes).ToString(culture),
            FieldType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes).ToString(culture),
            FieldType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes).ToString(culture),
            FieldType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(bytes).ToString(culture),
            FieldType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(bytes).ToString(culture),
            FieldType.UInt64 => BinaryPrimitives.ReadUInt64LittleEndian(bytes).ToString(culture),
            FieldType.Single => BinaryPrimitives.ReadSingleLittleEndian(bytes).ToString("R", culture),
            FieldType.Double => BinaryPrimitives.ReadDoubleLittleEndian(bytes).ToString("R", culture),
            FieldType.Guid => new Guid(bytes[..16]).ToString(),
            FieldType.Int128 => BinaryPrimitives.ReadInt128LittleEndian(bytes).ToString(culture),
            _ => BinaryPrimitives.ReadUInt128LittleEndian(bytes).ToString(culture),
        };
    }
}
