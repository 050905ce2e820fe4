namespace AlphaPulse.RingTool.Records;

/// <summary>The types that a ring's schema can name, by the names that it uses.</summary>
internal enum FieldType
{
    SByte,
    Byte,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Single,
    Double,
    Guid,
    Int128,
    UInt128,
}
