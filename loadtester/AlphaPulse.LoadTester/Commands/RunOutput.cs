using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Running;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.LoadTester.Verdicts;
using AlphaPulse.Telemetry.Processes;

namespace AlphaPulse.LoadTester.Commands;

/// <summary>Runs what measures, with its display, and puts the results where they belong: screen, file, exit code.</summary>
internal sealed class RunOutput(OutputSettings settings, CommandContext context)
{
    private readonly Terminal _terminal = Terminal.Of(context.Output, settings.Color);

    private string? _outputFault;

    /// <param name="title">First line of the output.</param>
    /// <param name="run">Measures and judges; is given whom to hand intervals to, what to tell progress to, and the cancellation.</param>
    public int Show(string title, Func<IReadOnlyList<IIntervalSink>, Action<ProgressView>, CancellationToken, RunResults> run)
    {
        var files = new List<OpenReportFile>();
        try
        {
            foreach (var report in settings.Files)
            {
                if (OpenReportFile.Open(report, context.Error) is not { } file)
                    return ExitCode.Usage;
                files.Add(file);
            }

            return Show(title, run, files);
        }
        finally
        {
            foreach (var file in files)
                file.Dispose();
        }
    }

    private int Show(string title, Func<IReadOnlyList<IIntervalSink>, Action<ProgressView>, CancellationToken, RunResults> run, IReadOnlyList<OpenReportFile> files)
    {
        using var sinks = RunSinks.Open(settings);
        if (!settings.Quiet)
            _terminal.Write([new ReportLine(title, Tone.Title)]);
        using var interruption = new Interruption();
        RunResults? results = null;
        try
        {
            Display().Show(progress => results = run(sinks.All, view => Try(() => progress(view)), interruption.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException || IsInterruption(exception, interruption))
        {
            context.Error.WriteLine("loadtester: interrupted before the measurement started");
            return ExitCode.Interrupted;
        }
        catch (ChildException exception)
        {
            return Reject(exception);
        }

        // Each in any case: a closed terminal must not cost the file, nor a full disk the screen.
        Try(() => _terminal.Write(Report.Of(results!, settings.Verbose)));
        var isSaved = true;
        foreach (var file in files)
            isSaved &= file.TryWrite(results!, context.Error);
        foreach (var fault in sinks.Faults)
            context.Error.WriteLine($"loadtester: {fault}");
        if (_outputFault is not null)
            context.Error.WriteLine($"loadtester: {_outputFault}");
        return isSaved && _outputFault is null && !sinks.Faults.Any() ? results!.ExitCode : Math.Max(ExitCode.InternalError, results!.ExitCode);
    }

    // What cannot be shown is told once, at the end.
    private void Try(Action show)
    {
        try
        {
            show();
        }
        catch (StandardOutputException exception)
        {
            _outputFault = exception.Message;
        }
    }

    // A terminal sends its signal to the whole group: a child that has just started may die of it before this process has seen its own.
    private static bool IsInterruption(Exception exception, Interruption interruption) =>
        exception is ChildException child && (interruption.Token.IsCancellationRequested || child.ExitCode == ExitCode.Interrupted);

    private IRunDisplay Display() => settings.Quiet
        ? new QuietDisplay()
        : _terminal.IsInteractive ? new LiveDisplay(_terminal.Console) : new PlainDisplay(context.Output);

    // A child that rejects its input has said why, a line each, and that is the answer.
    private int Reject(ChildException exception)
    {
        if (exception.ExitCode != ExitCode.Usage || exception.ErrorLines.Count == 0)
        {
            context.Error.WriteLine($"loadtester: invalid run: {exception.Message}");
            return ExitCode.Invalid;
        }

        foreach (var line in exception.ErrorLines)
            context.Error.WriteLine(line);
        return ExitCode.Usage;
    }
}
