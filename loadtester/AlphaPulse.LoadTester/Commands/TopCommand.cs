using System.Diagnostics;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Verdicts;
using AlphaPulse.LoadTester.Watching;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.LoadTester.Commands;

/// <summary><c>loadtester top [RUN]</c>: looks at running feeds until they end, or whoever looks has seen enough.</summary>
internal static class TopCommand
{
    private const long NsPerMs = 1_000_000;
    private const long LeastIntervalNs = 100 * NsPerMs;
    private const long MostIntervalNs = 3_600_000 * NsPerMs;
    private const string DefaultInterval = "1s";

    // A key is answered as fast as a person can tell.
    private static readonly TimeSpan s_keyPeriod = TimeSpan.FromMilliseconds(50);

    public static int Run(TopOptions options, CommandContext context, FaultList faults)
    {
        var runs = options.Runs.ToArray();
        if (runs.Length > 1)
            faults.Add("RUN", $"one run, found {runs.Length}; without a name all are shown");
        var intervalNs = Interval(options.Interval ?? DefaultInterval, faults);
        if (!faults.IsEmpty)
            return ExitCode.Usage;
        using var watch = new RunWatch(options.Dir, runs.Length == 0 ? null : runs[0]);
        if (watch.Live().Count == 0)
        {
            context.Error.WriteLine($"loadtester: no feed is running in {watch.Place}; 'loadtester' or 'feedsim run' starts one");
            return ExitCode.Usage;
        }

        using var interruption = new Interruption();
        var display = new TopDisplay(Terminal.Of(context.Output, OutputSettings.UsesColor(options.NoColor)), context.Output);
        return options.Once ? Once(watch, intervalNs, display, context, interruption.Token) : Watch(watch, intervalNs, display, context, interruption.Token);
    }

    private static int Once(RunWatch watch, long intervalNs, TopDisplay display, CommandContext context, CancellationToken cancellation)
    {
        watch.Look();
        if (!Wait(intervalNs, hasKeys: false, cancellation))
            return ExitCode.Interrupted;
        var view = watch.Look();
        if (view.Runs.Count + view.Others.Count == 0)
            return Ended(watch, context);
        display.Print(view);
        return ExitCode.Ok;
    }

    private static int Watch(RunWatch watch, long intervalNs, TopDisplay display, CommandContext context, CancellationToken cancellation)
    {
        var hasEnded = false;
        var hasKeys = display.IsLive && !Console.IsInputRedirected;
        watch.Look();
        display.Show(show =>
        {
            while (Wait(intervalNs, hasKeys, cancellation))
            {
                var view = watch.Look();
                hasEnded = view.Runs.Count + view.Others.Count == 0;
                if (hasEnded)
                    return;
                show(view);
            }
        });
        return hasEnded ? Ended(watch, context) : ExitCode.Ok;
    }

    private static int Ended(RunWatch watch, CommandContext context)
    {
        context.Output.WriteLine($"no feed is running any more in {watch.Place}");
        return ExitCode.Ok;
    }

    // False: whoever looks has seen enough.
    private static bool Wait(long intervalNs, bool hasKeys, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var left = TimeSpan.FromMilliseconds(intervalNs / NsPerMs) - Stopwatch.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
                return true;
            if (cancellation.WaitHandle.WaitOne(hasKeys && left > s_keyPeriod ? s_keyPeriod : left))
                return false;
            while (hasKeys && Console.KeyAvailable)
            {
                if (Console.ReadKey(intercept: true).KeyChar is 'q' or 'Q')
                    return false;
            }
        }
    }

    private static long Interval(string text, FaultList faults)
    {
        if (SpecText.TryDuration(text, out var intervalNs) && intervalNs is >= LeastIntervalNs and <= MostIntervalNs)
            return intervalNs;
        faults.Add("--interval", $"'{text}' is not an interval, allowed: 100ms to 1h, as in 250ms, 5s, 1m");
        return LeastIntervalNs;
    }
}
