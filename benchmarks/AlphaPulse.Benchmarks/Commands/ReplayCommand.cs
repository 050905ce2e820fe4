using AlphaPulse.Benchmarks.Measuring;
using AlphaPulse.Benchmarks.Replays;
using AlphaPulse.Benchmarks.Reports;
using AlphaPulse.FeedSim.Replay;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.Benchmarks.Commands;

/// <summary><c>benchmarks replay</c>.</summary>
internal static class ReplayCommand
{
    private const double MillionsPerSecondTarget = 2;

    internal static int Run(ReplayArguments arguments)
    {
        if (arguments.Runs is < 1 or > 1000)
            throw new UsageException($"--runs is {arguments.Runs}; it must be 1 to 1000.");
        var clock = Clock.Calibrate();
        MachineHeader.Print(clock);
        var tape = Read(arguments.Format, [.. arguments.Files]);
        Console.WriteLine($"capture     {tape.Events.Length:N0} events, {tape.Trades:N0} trades and {tape.BookUpdates:N0} book updates, recorded in {tape.DurationNs / 1e9:N0} s; parsed before");
        Console.WriteLine($"rounds      {arguments.Runs}; medians (least..most); writer and pipeline (guard, book) on a thread each, ring of {Schedule.RingCapacity:N0}, all telemetry on");
        var (total, send, bytes) = (new Series(), new Series(), new Series());
        ReplayRound? last = null;
        for (var round = 0; round < arguments.Runs; round++)
        {
            Progress.Show($"round {round + 1} of {arguments.Runs}");
            last = ReplayRun.Go(tape, clock, Schedule.RingCapacity);
            total.Add(last.MillionsPerSecond);
            send.Add(last.SendNs / last.Events);
            bytes.Add(last.BytesPerEvent);
        }

        Progress.Clear();
        Console.WriteLine();
        var table = new TextTable("capture -> ring -> books", "M events/s", "until sent, ns/event", "allocated bytes/event", "books checked", "mismatched");
        table.Add(tape.VenueName, total.Text("N2"), send.Text("N0"), bytes.Text("N3"), $"{last!.Checked:N0}", $"{last.Mismatched:N0}");
        table.Print();
        Console.WriteLine();
        Console.WriteLine($"target      >= {MillionsPerSecondTarget:N0} M events/s: {(total.Median >= MillionsPerSecondTarget ? "reached" : "not reached")}");
        return ExitCode.Ok;
    }

    /// <summary>Reads a capture, the default one if no file is given.</summary>
    internal static CaptureTape Read(string format, IReadOnlyList<string> files)
    {
        if (files.Count == 0)
            files = [DefaultCapture.Find() ?? throw new UsageException("No capture was given, and ../shared/data has none; give files, or set ALPHAPULSE_DATA.")];
        return CaptureReader.Read(new ReplayPlan { Format = format, Files = files });
    }
}
