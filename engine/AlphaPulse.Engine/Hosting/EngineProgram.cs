namespace AlphaPulse.Engine.Hosting;

/// <summary>The program <c>feedengine</c>: command line in, exit code out, errors as single lines.</summary>
internal sealed class EngineProgram(TextReader input, TextWriter output, TextWriter error)
{
    public int Run(string[] args)
    {
        var commandLine = CommandLineReader.Read(args);
        foreach (var fault in commandLine.Faults)
            error.WriteLine($"feedengine: {fault}");
        var settings = commandLine.Settings;
        try
        {
            if (commandLine.Text is not null)
                output.Write(commandLine.Text);
            if (settings is null)
                return commandLine.Faults.Count > 0 ? ExitCode.BadUsage : ExitCode.Ok;
            return new EngineHost(settings, input, output, error).Run();
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            // The environment: a run, a ring or a file that is not as it should be. The message names it.
            return Fail(e, settings, ExitCode.BadUsage);
        }
        catch (Exception e)
        {
            return Fail(e, settings, ExitCode.InternalError);
        }
    }

    private int Fail(Exception e, RunSettings? settings, int code)
    {
        error.WriteLine($"feedengine: {e.Message.ReplaceLineEndings(" ")}");
        if (settings is { IsVerbose: true })
            error.WriteLine(e);
        return code;
    }
}
