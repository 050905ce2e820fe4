using System.Runtime.CompilerServices;
using AlphaPulse.Benchmarks.Measuring;
using AlphaPulse.MarketData;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.Benchmarks.Transports;

/// <summary>
/// The protocol by which general-purpose disruptors serve several producers, in shared memory: a claim cursor that producers
/// advance with a compare-and-swap, a flag for each slot that says in which lap it was published last, a gating sequence of the
/// consumer and a producer's copy of it. The consumer looks at the flags up to the claim cursor. Sequences start at 0.
/// </summary>
/// <remarks>Lines that different sides write are 128 bytes apart, as in the ring that it is compared with.</remarks>
internal sealed unsafe class FlagRing : IDisposable
{
    private const int Capacity = Schedule.RingCapacity;
    private const int ShiftOfLap = 16;
    private const long ClaimOffset = 0;
    private const long GatingOffset = 128;
    private const long FlagsOffset = 4096;
    private const long SlotsOffset = FlagsOffset + Capacity * sizeof(int);
    private const long FileBytes = SlotsOffset + Capacity * (long)MarketEvent.SizeBytes;

    private readonly MappedFile _file;
    private readonly byte* _address;

    private FlagRing(MappedFile file)
    {
        // Lifetime: the mapping stays until Dispose; every offset below is masked into it; slots and flags are aligned to their size.
        _file = file;
        _address = (byte*)Unsafe.AsPointer(ref file.At<byte>(0));
    }

    internal string Path => _file.Path;

    private ref long Claim => ref *(long*)(_address + ClaimOffset);

    private ref long Gating => ref *(long*)(_address + GatingOffset);

    internal static FlagRing Create(string path)
    {
        var ring = new FlagRing(MappedFile.Create(path, FileBytes));
        for (var i = 0L; i < Capacity; i++)
            ring.Flag(i) = -1;
        return ring;
    }

    internal static FlagRing Open(string path) => new(MappedFile.OpenReadWrite(path, FileBytes));

    public void Dispose() => _file.Dispose();

    internal ref MarketEvent Slot(long sequence) => ref *(MarketEvent*)(_address + SlotsOffset + (sequence & (Capacity - 1)) * MarketEvent.SizeBytes);

    /// <summary>Claims if there is room: the capacity is known before the compare-and-swap. Returns the first sequence, or -1.</summary>
    internal long TryClaim(int count, ref long cachedGating)
    {
        while (true)
        {
            var current = Volatile.Read(ref Claim);
            var next = current + count;
            if (next - Capacity > cachedGating)
            {
                cachedGating = Volatile.Read(ref Gating);
                if (next - Capacity > cachedGating)
                    return -1;
            }

            if (Interlocked.CompareExchange(ref Claim, next, current) == current)
                return current;
        }
    }

    /// <summary>Flags the slots as published, each with the number of its lap.</summary>
    internal void Publish(long first, int count)
    {
        for (var sequence = first; sequence < first + count; sequence++)
            Volatile.Write(ref Flag(sequence), (int)(sequence >> ShiftOfLap));
    }

    /// <summary>How many records from a sequence on are published without a gap, at most a number.</summary>
    internal int Available(long from, int most)
    {
        var end = Math.Min(Volatile.Read(ref Claim), from + most);
        var sequence = from;
        while (sequence < end && Volatile.Read(ref Flag(sequence)) == (int)(sequence >> ShiftOfLap))
            sequence++;
        return (int)(sequence - from);
    }

    internal void Release(long position) => Volatile.Write(ref Gating, position);

    private ref int Flag(long sequence) => ref *(int*)(_address + FlagsOffset + (sequence & (Capacity - 1)) * sizeof(int));
}
