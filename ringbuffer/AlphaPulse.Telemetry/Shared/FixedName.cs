using System.Runtime.CompilerServices;
using System.Text;

namespace AlphaPulse.Telemetry.Shared;

/// <summary>A name of up to <see cref="Capacity"/> printable ASCII bytes, the rest zero, as it lies in the file.</summary>
[InlineArray(Capacity)]
internal struct FixedName
{
    internal const int Capacity = 64;

    private byte _first;

    /// <summary>True for 1 to <see cref="Capacity"/> printable ASCII characters without a space.</summary>
    internal static bool IsValid(string name) =>
        name.Length is > 0 and <= Capacity && name.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;

    internal static FixedName From(string name)
    {
        var result = default(FixedName);
        Encoding.ASCII.GetBytes(name, result);
        return result;
    }

    /// <summary>False if the bytes are not a name that <see cref="From"/> could have written.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> bytes, out string name)
    {
        var length = bytes.IndexOf((byte)0);
        if (length < 0)
            length = bytes.Length;
        name = Encoding.ASCII.GetString(bytes[..length]);
        return length > 0
            && bytes[..length].IndexOfAnyExceptInRange((byte)'!', (byte)'~') < 0
            && bytes[length..].IndexOfAnyExcept((byte)0) < 0;
    }
}
