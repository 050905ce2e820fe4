using System.Diagnostics;
using AlphaPulse.LoadTester.Benching;
using AlphaPulse.LoadTester.Commands;
using AlphaPulse.LoadTester.Endurance;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Running;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Suites;

/// <summary>A logged load test in a process of its own that is killed with SIGKILL in its middle, and goes on in this one.</summary>
internal static class KilledRun
{
    /// <summary>Shorter runs might end before they are killed.</summary>
    public const int LeastSecs = 6;

    // After so many of a second each it is killed; a header line stands before them.
    private const int IntervalsBefore = 2;
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);

    /// <param name="arguments">Of the load test.</param>
    /// <param name="objectives">What the whole is judged by.</param>
    /// <param name="progress">Is told how the second part goes.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>Results of both parts together.</returns>
    /// <exception cref="ChildException">A program died by itself.</exception>
    /// <exception cref="LogException">The log cannot be gone on with.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before there was anything to judge.</exception>
    public static RunResults Measure(IEnumerable<string> arguments, IReadOnlyList<Objective> objectives, Action<ProgressView> progress, CancellationToken cancellation)
    {
        var scratch = Directory.CreateTempSubdirectory("alphapulse-suite-").FullName;
        try
        {
            var log = Path.Combine(scratch, "log");
            RunUntilKilled([.. arguments, "--log-dir", log, "--quiet", "--no-color"], log, cancellation);
            var faults = new FaultList();
            if (LoggedRunCommand.Reopen(new LoadTestOptions { Resume = log }, faults) is not var (run, settings))
                throw new LogException(faults.All[0].ToString());
            using (run)
                return LoadTestCommand.Measure(settings with { Objectives = objectives }, run, [], progress, cancellation);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static void RunUntilKilled(IReadOnlyList<string> arguments, string log, CancellationToken cancellation)
    {
        var program = BenchProgram.Find(AppContext.BaseDirectory) ?? throw new ChildException($"there is no load tester in {AppContext.BaseDirectory}");
        var start = Programs.At(program.Path, [.. arguments]);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var said = process.StandardError.ReadToEndAsync(CancellationToken.None);
        while (Intervals(log) < IntervalsBefore && !process.HasExited && !cancellation.WaitHandle.WaitOne(s_look))
        {
        }

        // Its programs end by themselves when it is gone; the next run removes its files.
        var hasEnded = process.HasExited;
        process.Kill();
        process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        if (hasEnded)
            throw new ChildException($"the load test ended with {process.ExitCode} before it could be killed: {said.GetAwaiter().GetResult().Trim().ReplaceLineEndings(" ")}", process.ExitCode);
    }

    private static int Intervals(string log)
    {
        var segment = Path.Combine(log, LogDirectory.SegmentName(1));
        return File.Exists(segment) ? File.ReadLines(segment).Count() - 1 : 0;
    }
}
