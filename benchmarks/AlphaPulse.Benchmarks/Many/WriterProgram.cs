using System.Globalization;
using AlphaPulse.Benchmarks.Measuring;
using AlphaPulse.Benchmarks.Processes;
using AlphaPulse.MarketData;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.Benchmarks.Many;

/// <summary>A writer process: says <c>ready</c>, floods the ring from the next line on, says how many records, ends with the next line. Or claims, and publishes never.</summary>
internal static class WriterProgram
{
    internal const string Verb = "many-writer";
    internal const string Flood = "flood";
    internal const string FloodAlone = "flood-alone";
    internal const string Claim = "claim";

    // Reading the clock for each record would cost as much as the record.
    private const int RecordsPerClockReading = 4_096;

    internal static int Run(string[] arguments)
    {
        Console.CancelKeyPress += (_, e) => e.Cancel = true;
        var (kind, path, number) = (arguments[0], arguments[1], ushort.Parse(arguments[2], CultureInfo.InvariantCulture));
        var (core, batch, durationNs) = (int.Parse(arguments[3], CultureInfo.InvariantCulture), int.Parse(arguments[4], CultureInfo.InvariantCulture), long.Parse(arguments[5], CultureInfo.InvariantCulture));
        Cores.Pin(core);
        if (kind == FloodAlone)
        {
            using var alone = RingWriter<MarketEvent>.Resume(path);
            Console.WriteLine("ready");
            _ = Console.ReadLine();
            Console.WriteLine(WriteAlone(alone, number, batch, durationNs));
            _ = Console.ReadLine();
            return 0;
        }

        using var writer = MultiWriterRing<MarketEvent>.Join(path, $"writer {number}");
        if (kind == Claim)
        {
            writer.TryClaim(batch);
            Console.WriteLine("ready");
            _ = Console.ReadLine();
            return 0;
        }

        Console.WriteLine("ready");
        _ = Console.ReadLine();
        Console.WriteLine(Write(writer, number, batch, durationNs));
        _ = Console.ReadLine();
        return 0;
    }

    private static long Write(MultiWriterRing<MarketEvent> writer, ushort number, int batch, long durationNs)
    {
        var wait = default(YieldWait);
        var written = 0L;
        for (var end = AbsoluteSleep.NowNs() + durationNs; AbsoluteSleep.NowNs() < end;)
        {
            for (var next = written + RecordsPerClockReading; written < next; written += batch)
            {
                writer.Claim(batch, ref wait);
                for (var i = 0; i < batch; i++)
                    Fill(ref writer[i], written + i, number);
                writer.Publish(batch);
            }
        }

        return written;
    }

    private static long WriteAlone(RingWriter<MarketEvent> writer, ushort number, int batch, long durationNs)
    {
        var wait = default(YieldWait);
        var written = 0L;
        for (var end = AbsoluteSleep.NowNs() + durationNs; AbsoluteSleep.NowNs() < end;)
        {
            for (var next = written + RecordsPerClockReading; written < next; written += batch)
            {
                writer.Claim(batch, ref wait);
                for (var i = 0; i < batch; i++)
                    Fill(ref writer[i], written + i, number);
                writer.Publish(batch);
            }
        }

        return written;
    }

    private static void Fill(ref MarketEvent record, long sequence, ushort number)
    {
        Payload.Fill(ref record, sequence, 0, 0);
        record.Venue = number;
    }
}
