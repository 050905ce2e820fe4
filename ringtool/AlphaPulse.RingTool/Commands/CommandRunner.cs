using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingTool.Verifying;
using CommandLine;
using CommandLine.Text;

namespace AlphaPulse.RingTool.Commands;

/// <summary>From the arguments to an exit code: one line for each fault, no stack trace unless asked for.</summary>
internal static class CommandRunner
{
    private static readonly Type[] s_verbs = [typeof(ListOptions), typeof(StatOptions), typeof(DumpOptions), typeof(VerifyOptions), typeof(CleanOptions), typeof(SoakWriterOptions)];

    public static int Run(string[] arguments, Output output)
    {
        try
        {
            var missing = CommandLineFaults.MissingValues(arguments, s_verbs);
            var exitCode = missing.Count > 0 ? Report(output, missing, ExitCode.Usage) : Parse(arguments, output);
            output.Flush();
            return exitCode;
        }
        catch (OutputException e)
        {
            return Report(output, [e.Message], ExitCode.Internal);
        }
    }

    private static int Parse(string[] arguments, Output output)
    {
        using var parser = new Parser(settings =>
        {
            settings.HelpWriter = null;
            settings.AutoVersion = true;
            settings.EnableDashDash = true;
        });
        var parsed = parser.ParseArguments(arguments, s_verbs);
        return parsed.MapResult(
            (ListOptions o) => Guarded(o, output, () => ListCommand.Run(o, output)),
            (StatOptions o) => Guarded(o, output, () => StatCommand.Run(o, output)),
            (DumpOptions o) => Guarded(o, output, () => DumpCommand.Run(o, output)),
            (VerifyOptions o) => Guarded(o, output, () => VerifyCommand.Run(o, output)),
            (CleanOptions o) => Guarded(o, output, () => CleanCommand.Run(o, output)),
            (SoakWriterOptions o) => Guarded(o, output, () => SoakWriterCommand.Run(o, output)),
            errors => Explain(parsed, [.. errors], output));
    }

    private static int Explain(ParserResult<object> parsed, Error[] errors, Output output)
    {
        if (errors.IsVersion())
        {
            output.Line(Heading);
            return ExitCode.Ok;
        }

        if (errors.IsHelp() || errors.Any(e => e is HelpVerbRequestedError))
        {
            output.Line(HelpText.AutoBuild(parsed, help =>
            {
                help.Heading = Heading;
                help.Copyright = "";
                help.AdditionalNewLineAfterOption = false;
                help.AddDashesToOption = true;
                help.MaximumDisplayWidth = output.Columns;
                return HelpText.DefaultParsingErrorsHandler(parsed, help);
            }, example => example, verbsIndex: true));
            return ExitCode.Ok;
        }

        return Report(output, CommandLineFaults.Describe(errors), ExitCode.Usage);
    }

    private static string Heading => $"ringtool {typeof(CommandRunner).Assembly.GetName().Version!.ToString(3)}";

    private static int Guarded(VerbOptions options, Output output, Func<int> command)
    {
        try
        {
            return command();
        }
        catch (UsageException e)
        {
            return Report(output, e.Faults, ExitCode.Usage);
        }
        catch (Exception e) when (e is RingException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Report(output, [e.Message], ExitCode.Usage);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (BrokenSoakException e)
        {
            return Report(output, [e.Message], ExitCode.Missed);
        }
        catch (Exception e) when (e is not OutputException)
        {
            _ = Report(output, [$"internal error: {e.Message}{(options.Verbose ? "" : " (--verbose shows more)")}"], ExitCode.Internal);
            if (options.Verbose)
                output.Note(e.ToString());
            return ExitCode.Internal;
        }
    }

    private static int Report(Output output, IReadOnlyList<string> faults, int exitCode)
    {
        foreach (var fault in faults)
            output.Note(fault);
        return exitCode;
    }
}
