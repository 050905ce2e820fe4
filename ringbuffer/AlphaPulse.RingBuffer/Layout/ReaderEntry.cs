using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace AlphaPulse.RingBuffer.Layout;

/// <summary>One row of the reader table in a ring's <c>control</c> file: 256 bytes, the position alone on the first 128.</summary>
/// <remarks>
/// Whoever holds the kernel lock on byte 1 + index owns the row. The owner writes all of it; the writer of the ring
/// reads State and Position, and frees the row only while holding that lock itself.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal struct ReaderEntry
{
    internal const int SizeBytes = 256;
    internal const int MaxNameBytes = 64;

    /// <summary>Value of <see cref="JoinSequence"/> while the reader joins.</summary>
    internal const long NotStarted = -1;

    internal const uint Free = 0;
    internal const uint Joining = 1;
    internal const uint Active = 2;

    /// <summary>Sequence that the reader will read next; all before it are done with. Polled by the writer.</summary>
    [FieldOffset(0)] internal long Position;

    [FieldOffset(128)] internal uint State;

    /// <summary>Raised at each join, so that who depends on this reader notices a successor.</summary>
    [FieldOffset(132)] internal uint Generation;

    /// <summary>Shown by tools, never trusted.</summary>
    [FieldOffset(136)] internal int Pid;
    [FieldOffset(140)] internal int NameBytes;
    [FieldOffset(144)] internal long JoinSequence;

    /// <summary>Bit i set: this reader stays behind reader i.</summary>
    [FieldOffset(152)] internal ulong DependsOn;
    [FieldOffset(160)] internal NameText Name;

    /// <summary>Stored by the writer, for tools: since when the full ring has waited for this reader; 0 if it does not. See <c>GateHold</c>.</summary>
    [FieldOffset(224)] internal long HeldSinceNs;

    internal void SetName(string name) => NameBytes = Name.Set(name);

    internal readonly string GetName() => Name.Get(NameBytes);

    /// <summary>A name in a table of participants.</summary>
    [InlineArray(MaxNameBytes)]
    internal struct NameText
    {
        private byte _first;

        /// <summary>Stores a name that fits, zeros behind it. Returns its length in bytes.</summary>
        internal int Set(string name)
        {
            Span<byte> bytes = this;
            bytes.Clear();
            Encoding.UTF8.TryGetBytes(name, bytes, out var written);
            return written;
        }

        /// <summary>The name, fit to be shown whatever is stored, and whatever the length is that was found beside it.</summary>
        internal readonly string Get(int length)
        {
            // Copied before they are decoded: another process may change them meanwhile.
            var bytes = this;
            return ShownText.Of(((ReadOnlySpan<byte>)bytes)[..Math.Clamp(length, 0, MaxNameBytes)]);
        }
    }
}
