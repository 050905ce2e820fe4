using AlphaPulse.LoadTester.Endurance;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Commands;

/// <summary>A load test with an interval log: <c>--log-dir</c>, <c>--profile endurance</c>, <c>--resume</c>.</summary>
internal static class LoggedRunCommand
{
    public static int Run(LoadTestSettings settings, LoadTestOptions options, CommandContext context, FaultList faults)
    {
        if (Create(settings, options, faults) is not { } created)
            return ExitCode.Usage;
        using var run = created;
        return Measure(run, settings, $"AlphaPulse load test, logged in {run.Path}", context);
    }

    public static int Resume(LoadTestOptions typed, CommandContext context, FaultList faults)
    {
        if (Reopen(typed, faults) is not var (reopened, settings))
            return ExitCode.Usage;
        using var run = reopened;
        return Measure(run, settings with { Output = settings.Output with { IsResumed = true } }, $"AlphaPulse load test, resumed from {run.Path}: {run.Session.DurationSecs:#,0} of {settings.DurationSecs:#,0} s left", context);
    }

    private static LoggedRun? Create(LoadTestSettings settings, LoadTestOptions options, FaultList faults)
    {
        var path = settings.Log!.Directory;
        try
        {
            return LoggedRun.Create(settings, StoredOptions.Of(options));
        }
        catch (LogException exception)
        {
            faults.Add("--log-dir", $"'{path}' {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            faults.Add("--log-dir", $"'{path}' cannot be written: {exception.Message.Split(" : '")[0].ReplaceLineEndings(" ")}");
        }

        return null;
    }

    /// <summary>The run of a log that is to go on, and its settings; null after a fault.</summary>
    internal static (LoggedRun Run, LoadTestSettings Settings)? Reopen(LoadTestOptions typed, FaultList faults)
    {
        var path = typed.Resume!;
        LogDirectory? directory = null;
        try
        {
            directory = LogDirectory.Open(path);
            var checkpoint = LogDirectory.ReadCheckpoint(path);
            if (checkpoint.State == RunState.Finished)
                throw new LogException($"holds a finished run: nothing is left of its {checkpoint.Config.DurationSecs:0} s");
            var settings = LoadTestSettingsReader.Read(StoredOptions.With(checkpoint.Options, path, typed, faults), faults);
            if (faults.IsEmpty)
                return (LoggedRun.Resume(directory, checkpoint, settings), settings);
        }
        catch (LogException exception)
        {
            faults.Add("--resume", $"'{path}' {exception.Message}");
        }

        directory?.Dispose();
        return null;
    }

    private static int Measure(LoggedRun run, LoadTestSettings settings, string title, CommandContext context)
    {
        var exitCode = new RunOutput(settings.Output, context).Show(title, (sinks, progress, cancellation) => LoadTestCommand.Measure(settings, run, sinks, progress, cancellation));
        if (run.Fault is { } fault)
            context.Error.WriteLine($"loadtester: {fault}");
        if (run.CanBeResumed)
            context.Error.WriteLine($"loadtester: to go on with this run: loadtester --resume {run.Path}");
        run.DiscardUnusedDirectory();
        return exitCode;
    }
}
