using AlphaPulse.LoadTester.Benching;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Running;
using AlphaPulse.LoadTester.SelfTesting;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Commands;

/// <summary><c>loadtester selftest regression</c></summary>
internal static class SelfTestCommand
{
    // Where detection begins, beside what is asked for.
    private static readonly double[] s_otherSlowdowns = [0.05, 0.15, 0.2];

    public static int Run(SelfTestOptions options, CommandContext context, FaultList faults)
    {
        var settings = SelfTestSettingsReader.Read(options, faults);
        RecordedLaunch[] given = [.. settings.Logs.Select(log => RecordedLaunch.Read(log, faults)).OfType<RecordedLaunch>()];
        if (given.FirstOrDefault(launch => launch.Intervals[0].Layout != given[0].Intervals[0].Layout) is { } other)
            faults.Add(other.File, $"has other histogram settings than {given[0].File}");
        if (!faults.IsEmpty)
            return ExitCode.Usage;
        var directory = settings.OutputDirectory is { } kept ? Directory.CreateDirectory(kept).FullName : Directory.CreateTempSubdirectory("alphapulse-selftest-").FullName;
        using var interruption = new Interruption();
        try
        {
            var report = Measure(settings, given, directory, context.Output.WriteLine, interruption.Token);
            Terminal.Of(context.Output, !options.NoColor && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))).Write(SelfTestScreen.Lines(report));
            return report.IsGood ? ExitCode.Ok : ExitCode.ObjectiveMissed;
        }
        catch (OperationCanceledException)
        {
            context.Error.WriteLine("loadtester: interrupted");
            return ExitCode.Interrupted;
        }
        catch (ChildException exception)
        {
            context.Error.WriteLine($"loadtester: {exception.Message}");
            return ExitCode.InternalError;
        }
        finally
        {
            if (settings.OutputDirectory is null)
                Directory.Delete(directory, recursive: true);
        }
    }

    private static RegressionReport Measure(SelfTestSettings settings, RecordedLaunch[] given, string directory, Action<string> tell, CancellationToken cancellation)
    {
        var program = BenchProgram.Find(AppContext.BaseDirectory) ?? throw new ChildException($"there is no load tester in {AppContext.BaseDirectory}");
        var launches = given.Length > 0 ? given : new LaunchRecorder(program, directory, settings.Load, tell).Record(settings.Launches, cancellation);
        var trials = new RegressionTrials(launches, settings.Pairs, settings.Seed);
        var report = new RegressionReport
        {
            Settings = settings,
            Launches = launches,
            Planted = trials.Run(settings.Trials, settings.Slowdown),
            Same = trials.Run(settings.Trials, 0),
            Others = [.. s_otherSlowdowns.Where(slowdown => slowdown != settings.Slowdown).Select(slowdown => (slowdown, trials.Run(settings.Trials, slowdown)))],
        };
        return settings.RealPairs == 0 ? report : report with { Real = new RealTrial(program, directory, settings.Load, tell).Run(settings.RealPairs, settings.Slowdown, settings.Seed, cancellation) };
    }
}
