namespace AlphaPulse.LoadTester.Results;

/// <summary>A report file from before the run, when it is found out whether it can be written, until after it.</summary>
internal sealed class OpenReportFile : IDisposable
{
    private readonly ReportFile _report;
    private readonly OutputFile _file;

    private OpenReportFile(ReportFile report, OutputFile file) => (_report, _file) = (report, file);

    /// <summary>Null, after a line on the error output, if it cannot be written.</summary>
    public static OpenReportFile? Open(ReportFile report, TextWriter error)
    {
        try
        {
            return new OpenReportFile(report, OutputFile.Open(report.Path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Explain(report, exception, error);
            return null;
        }
    }

    /// <summary>False, after a line on the error output, if it could not be written.</summary>
    public bool TryWrite(RunResults results, TextWriter error)
    {
        try
        {
            _file.Write(_report.Render(results));
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Explain(_report, exception, error);
            return false;
        }
    }

    public void Dispose() => _file.Dispose();

    // The system names the temporary file, which nobody asked for.
    private static void Explain(ReportFile report, Exception exception, TextWriter error) =>
        error.WriteLine($"loadtester: {report.Option}: '{report.Path}' cannot be written: {(exception.InnerException ?? exception).Message.Split(" : '")[0].ReplaceLineEndings(" ")}");
}
