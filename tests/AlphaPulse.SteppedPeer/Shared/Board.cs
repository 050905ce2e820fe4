using System.Runtime.CompilerServices;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.SteppedPeer.Shared;

/// <summary>The shared memory in which a controller and its peers have a slot each.</summary>
internal sealed unsafe class Board : IDisposable
{
    internal const int Slots = 128;

    private readonly MappedFile _file;

    private Board(MappedFile file) => _file = file;

    internal static Board Create(string path) => new(MappedFile.Create(path, Slots * BoardSlot.SizeBytes));

    internal static Board Open(string path) => new(MappedFile.OpenReadWrite(path, Slots * BoardSlot.SizeBytes));

    internal ref BoardSlot this[int slot]
    {
        get
        {
            // Lifetime: the board outlives its users; bounds: checked here.
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)slot, (uint)Slots, nameof(slot));
            return ref Unsafe.AsRef<BoardSlot>(_file.Address + slot * BoardSlot.SizeBytes);
        }
    }

    public void Dispose() => _file.Dispose();
}
