using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Running;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Commands;

/// <summary>Runs what measures, with its display, and puts the results where they belong: screen, file, exit code.</summary>
internal sealed class RunOutput(OutputSettings settings, TextWriter output, TextWriter error)
{
    private readonly Terminal _terminal = Terminal.Of(output, settings.Color);

    /// <param name="title">First line of the output.</param>
    /// <param name="run">Measures and judges; is given what to tell progress to, and the cancellation.</param>
    public int Show(string title, Func<Action<ProgressView>, CancellationToken, RunResults> run)
    {
        if (!settings.Quiet)
            _terminal.Write([new ReportLine(title, Tone.Title)]);
        using var interruption = new Interruption();
        RunResults? results = null;
        try
        {
            Display().Show(progress => results = run(progress, interruption.Token));
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

        // The file first: a closed terminal must not cost the results. The screen in any case: a full disk must not, either.
        var isSaved = Save(results!);
        _terminal.Write(Report.Of(results!, settings.Verbose));
        return isSaved ? results!.ExitCode : ExitCode.Usage;
    }

    private bool Save(RunResults results)
    {
        if (settings.JsonFile is not { } file)
            return true;
        try
        {
            ResultsJson.Save(results, file);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"loadtester: --json-output: {file} cannot be written: {exception.Message}");
            return false;
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
