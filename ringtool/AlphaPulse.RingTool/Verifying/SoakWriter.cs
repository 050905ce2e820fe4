using System.Diagnostics;
using System.Runtime.InteropServices;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.RingTool.Verifying;

/// <summary>Writes self-checking records as fast as the ring takes them, in batches of changing size.</summary>
internal static class SoakWriter<T>
    where T : unmanaged
{
    private const int MostAtOnce = 7;
    private const long FaultEvery = 10_000;

    /// <param name="settings">How.</param>
    /// <param name="ready">Called when the ring is there; returns when the readers have joined.</param>
    /// <param name="stop">Ends it early.</param>
    public static Written Run(SoakSettings settings, Action ready, CancellationToken stop)
    {
        using var writer = RingWriter<T>.Create(settings.Ring, new RingOptions { Capacity = settings.Capacity });
        ready();
        var end = Stopwatch.GetTimestamp() + (long)(settings.Seconds * Stopwatch.Frequency);
        var wait = default(BackOffWait);
        var (number, batch, nextFault) = (0L, 0, FaultEvery);

        // However short the time was on a busy machine: something, and what was to be planted.
        var least = settings.Fault == PlantedFault.None ? 1 : FaultEvery + MostAtOnce;
        while (Stopwatch.GetTimestamp() < end || writer.Cursor < least)
        {
            batch = batch % (int)Math.Min(MostAtOnce, writer.Capacity) + 1;
            if (writer.Claim(batch, ref wait, cancellationToken: stop) != ClaimStatus.Claimed)
                break;
            for (var i = 0; i < batch; i++)
            {
                var words = MemoryMarshal.Cast<T, ulong>(new Span<T>(ref writer[i]));
                SelfCheckingWords.Fill(words, number++);
                if (settings.Fault == PlantedFault.None || writer.Cursor + i < nextFault)
                    continue;
                nextFault += FaultEvery;
                if (settings.Fault == PlantedFault.Torn)
                    words[^1]++;
                else
                    number += settings.Fault == PlantedFault.Lost ? 1 : -1;
            }

            writer.Publish(batch);
        }

        return new Written(writer.Cursor, number, writer.FullCount);
    }
}
