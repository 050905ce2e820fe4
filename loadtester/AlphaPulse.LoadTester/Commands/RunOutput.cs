using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Running;
using AlphaPulse.LoadTester.Verdicts;
using AlphaPulse.Telemetry.Processes;

namespace AlphaPulse.LoadTester.Commands;

/// <summary>Runs what measures, with its display, and puts the results where they belong: screen, file, exit code.</summary>
internal sealed class RunOutput(OutputSettings settings, TextWriter output, TextWriter error)
{
    private readonly Terminal _terminal = Terminal.Of(output, settings.Color);

    private string? _outputFault;

    /// <param name="title">First line of the output.</param>
    /// <param name="run">Measures and judges; is given what to tell progress to, and the cancellation.</param>
    public int Show(string title, Func<Action<ProgressView>, CancellationToken, RunResults> run)
    {
        if (!TryOpen(out var file))
            return ExitCode.Usage;
        using var _ = file;
        if (!settings.Quiet)
            _terminal.Write([new ReportLine(title, Tone.Title)]);
        using var interruption = new Interruption();
        RunResults? results = null;
        try
        {
            Display().Show(progress => results = run(view => Try(() => progress(view)), interruption.Token));
        }
        catch (ChildException exception)
        {
            return Reject(exception);
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("loadtester: interrupted before the measurement started");
            return ExitCode.Interrupted;
        }

        // Each in any case: a closed terminal must not cost the file, nor a full disk the screen.
        Try(() => _terminal.Write(Report.Of(results!, settings.Verbose)));
        var isSaved = Save(results!, file);
        if (_outputFault is not null)
            error.WriteLine($"loadtester: {_outputFault}");
        return isSaved && _outputFault is null ? results!.ExitCode : Math.Max(ExitCode.InternalError, results!.ExitCode);
    }

    private bool TryOpen(out OutputFile? file)
    {
        file = null;
        try
        {
            if (settings.JsonFile is { } path)
                file = OutputFile.Open(path);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            ExplainFile(exception);
            return false;
        }
    }

    private bool Save(RunResults results, OutputFile? file)
    {
        try
        {
            file?.Write(ResultsJson.ToText(results));
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            ExplainFile(exception);
            return false;
        }
    }

    // The system names the temporary file, which nobody asked for.
    private void ExplainFile(Exception exception) =>
        error.WriteLine($"loadtester: --json-output: '{settings.JsonFile}' cannot be written: {(exception.InnerException ?? exception).Message.Split(" : '")[0].ReplaceLineEndings(" ")}");

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

    private IRunDisplay Display() => settings.Quiet
        ? new QuietDisplay()
        : _terminal.IsInteractive ? new LiveDisplay(_terminal.Console) : new PlainDisplay(output);

    // A child that rejects its input has said why, a line each, and that is the answer.
    private int Reject(ChildException exception)
    {
        if (exception.ExitCode != ExitCode.Usage || exception.ErrorLines.Count == 0)
        {
            error.WriteLine($"loadtester: invalid run: {exception.Message}");
            return ExitCode.Invalid;
        }

        foreach (var line in exception.ErrorLines)
            error.WriteLine(line);
        return ExitCode.Usage;
    }
}
