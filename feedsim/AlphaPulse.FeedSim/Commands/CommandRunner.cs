using AlphaPulse.FeedSim.Hosting;
using AlphaPulse.FeedSim.Replay;
using AlphaPulse.Telemetry.Processes;
using CommandLine;
using CommandLine.Text;

namespace AlphaPulse.FeedSim.Commands;

/// <summary>From the arguments to an exit code: one line for each fault, no stack trace unless asked for.</summary>
internal static class CommandRunner
{
    public static int Run(string[] arguments)
    {
        try
        {
            var empty = CommandLineFaults.EmptyValues(arguments);
            return empty.Count > 0 ? Report(empty, ExitCode.Usage) : Parse(arguments);
        }
        catch (StandardOutputException e)
        {
            return Report([e.Message], ExitCode.Internal);
        }
    }

    private static int Parse(string[] arguments)
    {
        using var parser = new Parser(settings =>
        {
            settings.HelpWriter = null;
            settings.AutoVersion = true;
            settings.EnableDashDash = true;
        });
        var parsed = parser.ParseArguments<RunOptions, ReplayOptions, AuditOptions, ListOptions>(arguments);
        return parsed.MapResult(
            (RunOptions o) => Guarded(o, () => RunCommand.Run(o)),
            (ReplayOptions o) => Guarded(o, () => ReplayCommand.Run(o)),
            (AuditOptions o) => Guarded(o, () => AuditCommand.Run(o)),
            (ListOptions o) => Guarded(o, () => ListCommand.Run(o)),
            errors => Explain(parsed, [.. errors]));
    }

    private static int Explain(ParserResult<object> parsed, Error[] errors)
    {
        if (errors.IsVersion())
        {
            Console.WriteLine(Heading);
            return ExitCode.Ok;
        }

        if (errors.IsHelp() || errors.Any(e => e is HelpVerbRequestedError))
        {
            Console.WriteLine(HelpText.AutoBuild(parsed, help =>
            {
                help.Heading = Heading;
                help.Copyright = "";
                help.AdditionalNewLineAfterOption = false;
                help.AddDashesToOption = true;
                help.MaximumDisplayWidth = 120;
                return HelpText.DefaultParsingErrorsHandler(parsed, help);
            }, example => example, verbsIndex: true));
            return ExitCode.Ok;
        }

        return Report(CommandLineFaults.Describe(errors), ExitCode.Usage);
    }

    private static string Heading => $"feedsim {typeof(CommandRunner).Assembly.GetName().Version!.ToString(3)}";

    private static int Guarded(VerbOptions options, Func<int> command)
    {
        try
        {
            return command();
        }
        catch (UsageException e)
        {
            return Report(e.Faults, ExitCode.Usage);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CaptureException or InvalidDataException)
        {
            return Report([e.Message], ExitCode.Usage);
        }
        catch (Exception e) when (e is not StandardOutputException)
        {
            _ = Report([$"internal error: {e.Message}{(options.Verbose ? "" : " (--verbose shows more)")}"], ExitCode.Internal);
            if (options.Verbose)
                Console.Error.WriteLine(e);
            return ExitCode.Internal;
        }
    }

    private static int Report(IReadOnlyList<string> faults, int exitCode)
    {
        foreach (var fault in faults)
            Console.Error.WriteLine($"feedsim: {fault.ReplaceLineEndings(" ")}");
        return exitCode;
    }
}
