using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Verdicts;
using AlphaPulse.Telemetry.Processes;

namespace AlphaPulse.LoadTester.Commands;

/// <summary>Finds the command that the first argument names (none = the load test), runs it, turns its faults into lines.</summary>
internal sealed class CommandRouter(TextWriter output, TextWriter error)
{
    private readonly CommandContext _context = new(output, error);

    public int Run(ReadOnlySpan<string> arguments)
    {
        try
        {
            return Dispatch(arguments);
        }
        catch (StandardOutputException exception)
        {
            error.WriteLine($"loadtester: {exception.Message}");
            return ExitCode.InternalError;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            // The environment's word, already one line that names the path.
            error.WriteLine($"loadtester: {FirstLine(exception.Message)}");
            return ExitCode.Usage;
        }
        catch (Exception exception) when (!arguments.Contains("--verbose") && !arguments.Contains("-v"))
        {
            error.WriteLine($"loadtester: internal error: {FirstLine(exception.Message)} (--verbose shows where)");
            return ExitCode.InternalError;
        }
    }

    private int Dispatch(ReadOnlySpan<string> arguments)
    {
        if (arguments is ["--version"])
            return _context.Print(ProgramVersion.Text + "\n");
        if (arguments.Length == 0 || arguments[0].StartsWith('-'))
            return Verbs.LoadTest.Run(arguments, _context);
        var name = arguments[0];
        if (name == "help")
            return _context.Print(HelpTexts.LoadTest(_context.Width));
        string[] names = [.. Verbs.All.Select(verb => verb.Name), "help"];
        return Verbs.Find(name)?.Run(arguments[1..], _context)
            ?? _context.Reject(new Fault(name, $"is not a command{NearestName.Hint(name, names)}; there are: {string.Join(", ", names)}, and none for a load test"));
    }

    private static string FirstLine(string message) => message.Split('\n')[0].Trim();
}
