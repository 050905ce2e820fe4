using AlphaPulse.Benchmarks.Allocations;
using AlphaPulse.Benchmarks.Measuring;
using AlphaPulse.Benchmarks.Replays;
using AlphaPulse.Benchmarks.Reports;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.Benchmarks.Commands;

/// <summary><c>benchmarks alloc</c>.</summary>
internal static class AllocCommand
{
    // Starting, joining and draining threads allocates some kilobytes, whatever the number of events: a byte in a hundred events.
    private const double MostBytesPerEvent = 0.01;

    internal static int Run(AllocArguments arguments)
    {
        _ = arguments;
        var table = new TextTable("after start", "events", "bytes in all", "bytes/event");
        var isZero = true;
        using var run = new RunRegistry().Create();
        using var interrupt = new Interrupt(run.Remove);
        try
        {
            isZero &= Add(table, "writer and gated reader, one thread", RingAllocation.OnOneThread(run), RingAllocation.Records);
            isZero &= Add(table, "writer and pipeline stage, two threads", RingAllocation.ThroughPipeline(run, default(CountingHandler)), RingAllocation.Records);
            isZero &= AddReplay(table);
            var isSeen = !Add(table, "control: a stage that allocates", RingAllocation.ThroughPipeline(run, default(AllocatingHandler)), RingAllocation.Records);
            table.Print();
            if (!isSeen)
                throw new IOException("The control allocates an object an event, and the measurement does not see it.");
        }
        finally
        {
            run.Remove();
        }

        return isZero ? ExitCode.Ok : ExitCode.ObjectiveMissed;
    }

    private static bool AddReplay(TextTable table)
    {
        if (DefaultCapture.Find() is null)
        {
            Console.Error.WriteLine("The Binance futures capture is not there; books are left out. Set ALPHAPULSE_DATA.");
            return true;
        }

        var tape = ReplayCommand.Read("binance-futures", []);
        var clock = Clock.Calibrate();
        var round = ReplayRun.Go(tape, clock, Schedule.RingCapacity, laps: 2);
        return Add(table, "capture, ring, guard, book, telemetry", round.AllocatedBytes, round.Events);
    }

    private static bool Add(TextTable table, string name, long bytes, long events)
    {
        table.Add(name, $"{events:N0}", $"{bytes:N0}", $"{(double)bytes / events:N4}");
        return (double)bytes / events < MostBytesPerEvent;
    }
}
