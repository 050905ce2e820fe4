using AlphaPulse.Benchmarks.Transports;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.Benchmarks.Measuring;

/// <summary>The loops of a sending end, closed over the transport.</summary>
internal static class SendLoop
{
    // Reading the clock for each record would cost as much as the record.
    private const long RecordsPerClockReading = 4_096;

    /// <summary>Sends at a fixed rate and times each claim, fill and publication, clock included.</summary>
    internal static Sent Paced<TSender>(TSender sender, Clock clock, long durationNs)
        where TSender : struct, ISender
    {
        var histogram = Latency.NewHistogram();
        var records = Schedule.WarmUpRecords + durationNs / Schedule.PeriodNs;
        var start = clock.NowNs();
        for (long sequence = 0; sequence < records; sequence++)
        {
            var intended = start + sequence * Schedule.PeriodNs;
            while (clock.NowNs() < intended)
            {
            }

            var before = clock.NowNs();
            while (!sender.TryClaim(1))
            {
            }

            Payload.Fill(ref sender[0], sequence, intended, before);
            sender.Publish(1);
            var after = clock.NowNs();
            if (sequence >= Schedule.WarmUpRecords)
                histogram.RecordValue(after - before);
        }

        End(sender, records);
        return new Sent(records, Latency.Of(histogram));
    }

    /// <summary>Sends as fast as the transport takes it.</summary>
    internal static Sent Flood<TSender>(TSender sender, Clock clock, long durationNs, int batch)
        where TSender : struct, ISender
    {
        var end = clock.NowNs() + durationNs;
        long sequence = 0;
        while (sequence < Schedule.WarmUpRecords * 2 || clock.NowNs() < end)
        {
            for (var next = sequence + RecordsPerClockReading; sequence < next; sequence += batch)
            {
                while (!sender.TryClaim(batch))
                {
                }

                for (var i = 0; i < batch; i++)
                    Payload.Fill(ref sender[i], sequence + i, 0, 0);
                sender.Publish(batch);
            }
        }

        End(sender, sequence);
        return new Sent(sequence, null);
    }

    private static void End<TSender>(TSender sender, long sequence)
        where TSender : struct, ISender
    {
        while (!sender.TryClaim(1))
        {
        }

        Payload.FillEnd(ref sender[0], sequence);
        sender.Publish(1);
    }
}
