using AlphaPulse.LoadTester.Noise;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Verdicts;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.LoadTester.Commands;

/// <summary>
/// <c>loadtester control</c>: the process that does nothing but to measure what the machine does to it. A run starts it beside its
/// programs and speaks with it as with them: it says ready and done; stop, or the end of its input, ends it.
/// </summary>
internal static class ControlCommand
{
    public static int Run(ControlOptions options, CommandContext context, FaultList faults)
    {
        if (options.Plan is null || Path.GetFileName(options.Plan) != RunPlan.FileName || !File.Exists(options.Plan))
        {
            faults.Add("--plan", $"must be the {RunPlan.FileName} in the directory of a run");
            return ExitCode.Usage;
        }

        // Ctrl-C goes to the whole group; the load tester decides when this ends.
        Console.CancelKeyPress += static (_, e) => e.Cancel = true;
        var runPath = Path.GetDirectoryName(Path.GetFullPath(options.Plan))!;
        using var directory = new RunRegistry(Path.GetDirectoryName(runPath)).Join(runPath);
        using var recording = ControlRecording.Start(RunPlan.Load(runPath), directory);
        context.Print("ready\n");
        using var stop = new ManualResetEvent(initialState: false);
        var isParentGone = false;
        new Thread(Listen) { Name = "parent", IsBackground = true }.Start();
        recording.WatchUntil(stop);
        if (isParentGone)
            return ExitCode.Interrupted;
        recording.Dispose();
        return context.Print("done\n");

        void Listen()
        {
            string? line;
            while ((line = Console.In.ReadLine()) is not null && line != "stop")
            {
            }

            isParentGone = line is null;
            stop.Set();
        }
    }
}
