using System.Diagnostics;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Running;
using AlphaPulse.LoadTester.Searching;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Commands;

/// <summary><c>--profile breakpoint</c>: runs at ever other rates, each with processes of its own, until the limit is known.</summary>
internal static class BreakpointCommand
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    public static int Run(LoadTestSettings settings, SearchSettings search, CommandContext context) =>
        new RunOutput(settings.Output, context).Show("AlphaPulse search for the breaking point", (_, progress, cancellation) => Search(settings, search, progress, cancellation));

    private static RunResults Search(LoadTestSettings settings, SearchSettings options, Action<ProgressView> progress, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var bound = options.SearchSecs * s_second;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stop.CancelAfter(bound);
        var (runs, longest, last) = (0, TimeSpan.Zero, new RunResults());
        var search = new BreakpointSearch(options.StartRate, options.MaxRate, options.StepRuns, RunAt);
        var end = search.Run();
        return SearchReport.Of(search, end, options, cancellation.IsCancellationRequested, Stopwatch.GetElapsedTime(started).TotalSeconds, last);

        StepRun? RunAt(long updatesPerSecond)
        {
            // A run that would be cut off by the bound is not begun.
            var runStarted = Stopwatch.GetTimestamp();
            if (stop.IsCancellationRequested || Stopwatch.GetElapsedTime(started) + longest > bound)
                return null;
            runs++;
            // A noisy moment is met by repetition: the run that it spoils is outvoted, not thrown away, since near the limit the load is noise itself.
            var step = StepRates.Of(settings, updatesPerSecond) with { DurationSecs = options.StepSecs, NoiseBudget = NoiseBudget.Off };
            try
            {
                last = LoadTestCommand.Measure(step, null, [], view => progress(Named(view, StepRates.Sum(step))), stop.Token);
                longest = Max(longest, Stopwatch.GetElapsedTime(runStarted));
                return stop.IsCancellationRequested ? null : StepRun.Of(last);
            }
            catch (OperationCanceledException)
            {
                return null;
            }
            catch (ChildException) when (stop.IsCancellationRequested)
            {
                return null;
            }
            catch (ChildException exception) when (exception.ExitCode != ExitCode.Usage)
            {
                return new StepRun(null, exception.Message, null);
            }
        }

        ProgressView Named(ProgressView view, long rate) =>
            view with { Phase = $"run {runs} at {ReportText.Count(rate)}/s: {view.Phase}", WarmupSecs = 0 };
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
