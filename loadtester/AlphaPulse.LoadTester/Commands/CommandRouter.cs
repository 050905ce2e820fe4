using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Verdicts;
using AlphaPulse.Telemetry.Processes;

namespace AlphaPulse.LoadTester.Commands;

/// <summary>Finds the command that the first argument names (none = the load test), runs it, turns its faults into lines.</summary>
internal sealed class CommandRouter(TextWriter output, TextWriter error)
{
    private static readonly string[] s_verbs = ["replay", "check", "profiles", "help"];

    public int Run(ReadOnlySpan<string> arguments)
    {
        var verb = arguments.Length > 0 && !arguments[0].StartsWith('-') ? arguments[0] : null;
        try
        {
            return verb switch
            {
                null => LoadTest(arguments),
                "replay" => Replay(arguments[1..]),
                "check" => Check(arguments[1..]),
                "profiles" => Profiles(arguments[1..]),
                "help" => Help(HelpTexts.LoadTest(Width)),
                _ => Reject(new Fault(verb, $"is not a command{NearestName.Hint(verb, s_verbs)}; there are: {string.Join(", ", s_verbs)}, and none for a load test")),
            };
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

    private int Width => output == Console.Out && !Console.IsOutputRedirected ? Console.WindowWidth : 100;

    private int LoadTest(ReadOnlySpan<string> arguments)
    {
        var faults = new FaultList();
        if (arguments is ["--version"])
            return Help(ProgramVersion.Text + "\n");
        var options = OptionParser.Parse<LoadTestOptions>(arguments, faults, OptionTable.Of<ReplayOptions>(), "'loadtester replay'");
        if (options.Help)
            return Help(HelpTexts.LoadTest(Width));
        var settings = LoadTestSettingsReader.Read(options, faults);
        return faults.IsEmpty ? LoadTestCommand.Run(settings, output, error) : Reject(faults);
    }

    private int Replay(ReadOnlySpan<string> arguments)
    {
        var faults = new FaultList();
        var options = OptionParser.Parse<ReplayOptions>(arguments, faults, OptionTable.Of<LoadTestOptions>(), "the load test");
        if (options.Help)
            return Help(HelpTexts.Replay(Width));
        var settings = ReplaySettingsReader.Read(options, faults);
        return faults.IsEmpty ? ReplayCommand.Run(settings, output, error) : Reject(faults);
    }

    private int Check(ReadOnlySpan<string> arguments)
    {
        var faults = new FaultList();
        var options = OptionParser.Parse<CheckOptions>(arguments, faults);
        if (options.Help)
            return Help(HelpTexts.Check(Width));
        var exitCode = CheckCommand.Run(options, output, faults);
        return faults.IsEmpty ? exitCode : Reject(faults);
    }

    private int Profiles(ReadOnlySpan<string> arguments)
    {
        var faults = new FaultList();
        var options = OptionParser.Parse<ProfilesOptions>(arguments, faults);
        if (!faults.IsEmpty)
            return Reject(faults);
        return Help(options.Help ? HelpTexts.Profiles(Width) : ProfilesCommand.Text(Width));
    }

    private int Help(string text)
    {
        output.Write(text);
        return ExitCode.Ok;
    }

    private int Reject(FaultList faults)
    {
        foreach (var fault in faults.All)
            Reject(fault);
        return ExitCode.Usage;
    }

    private int Reject(Fault fault)
    {
        error.WriteLine($"loadtester: {fault}");
        return ExitCode.Usage;
    }

    private static string FirstLine(string message) => message.Split('\n')[0].Trim();
}
