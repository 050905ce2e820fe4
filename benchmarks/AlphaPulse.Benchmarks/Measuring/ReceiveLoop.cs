using AlphaPulse.Benchmarks.Transports;
using AlphaPulse.RingBuffer.Waiting;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.Benchmarks.Measuring;

/// <summary>The loops of a receiving end, closed over the transport. They check every record.</summary>
internal static class ReceiveLoop
{
    /// <summary>Times each record from just before its claim to when it was seen.</summary>
    internal static Received Paced<TReceiver>(TReceiver receiver, Clock clock)
        where TReceiver : struct, IReceiver
    {
        var wait = default(BusySpinWait);
        var catchUp = default(CatchUpPause);
        var histogram = Latency.NewHistogram();
        long sequence = 0;
        long faults = 0;
        while (true)
        {
            var count = receiver.Poll();
            if (count == 0)
            {
                catchUp.After(0);
                wait.Wait();
                continue;
            }

            for (var i = 0; i < count; i++, sequence++)
            {
                ref readonly var record = ref receiver[i];
                if (Payload.IsEnd(in record))
                    return new Received(sequence, faults, 0, Latency.Of(histogram));
                if (!Payload.IsIntact(in record, sequence))
                    faults++;
                var seen = clock.NowNsFenced();
                if (sequence >= Schedule.WarmUpRecords)
                    histogram.RecordValue(seen - record.PublishNs);
            }

            receiver.Release(count);
            catchUp.After(count);
        }
    }

    /// <summary>Takes what comes.</summary>
    internal static Received Flood<TReceiver>(TReceiver receiver, Clock clock)
        where TReceiver : struct, IReceiver
    {
        var wait = default(BusySpinWait);
        var catchUp = default(CatchUpPause);
        long sequence = 0;
        long faults = 0;
        long warm = 0;
        long startNs = 0;
        while (true)
        {
            var count = receiver.Poll();
            if (count == 0)
            {
                catchUp.After(0);
                wait.Wait();
                continue;
            }

            for (var i = 0; i < count; i++)
            {
                if (!Payload.IsIntact(in receiver[i], sequence + i))
                    faults++;
            }

            var isEnd = Payload.IsEnd(in receiver[count - 1]);
            receiver.Release(count);
            catchUp.After(count);
            sequence += count;
            if (startNs == 0 && sequence >= Schedule.WarmUpRecords)
                (warm, startNs) = (sequence, clock.NowNs());
            if (isEnd)
                return new Received(sequence - 1, faults, (sequence - warm) * 1e9 / (clock.NowNs() - startNs), null);
        }
    }
}
