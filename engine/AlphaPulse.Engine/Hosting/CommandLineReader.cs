using System.Globalization;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.RingBuffer.Waiting;
using CommandLine;

namespace AlphaPulse.Engine.Hosting;

/// <summary>Reads the command line: settings, or a text to show, or every fault at once.</summary>
internal static class CommandLineReader
{
    // More threads than stages are not started; the bound only refuses what cannot be meant.
    private const int MostThreads = 64;

    private static readonly string[] s_valueOptions = ["--run", "--dir", "--wait", "--threads"];
    private static readonly string[] s_helpWords = ["-h", "--help", "help"];
    private static readonly string[] s_versionWords = ["-V", "--version", "version"];

    public static CommandLine Read(string[] args)
    {
        if (args.Length == 0)
            return CommandLine.Faulty("no command given; 'feedengine --help' lists them");
        if (s_helpWords.Contains(args[0]))
            return CommandLine.Show(HelpText.Screen);
        if (s_versionWords.Contains(args[0]))
            return CommandLine.Show($"feedengine {typeof(CommandLineReader).Assembly.GetName().Version!.ToString(3)}\n");
        if (args[0] != "run")
            return CommandLine.Faulty($"'{args[0]}' is not a command; 'feedengine --help' lists them");
        return ReadRun(args[1..]);
    }

    private static CommandLine ReadRun(string[] args)
    {
        var bare = s_valueOptions.Where(option => IsBare(args, option)).ToList();
        if (bare.Count > 0)
            return CommandLine.Faulty([.. bare.Select(option => $"{option}: its value is missing")]);
        // What the parser says about "--dir=" does not name the option.
        var empty = s_valueOptions.Where(option => args.Contains(option + "=")).ToList();
        if (empty.Count > 0)
            return CommandLine.Faulty([.. empty.Select(option => $"{option}: its value is empty")]);
        using var parser = new Parser(settings =>
        {
            settings.HelpWriter = null;
            settings.AutoHelp = false;
            settings.AutoVersion = false;
        });
        var faults = new List<string>();
        var parsed = parser.ParseArguments<RunOptions>(args)
            .WithNotParsed(errors => faults.AddRange(errors.Select(Describe)));
        if (parsed.Value is null)
            return CommandLine.Faulty(faults.Count > 0 ? [.. faults] : ["the options are not understood; 'feedengine --help' lists them"]);
        var options = parsed.Value;
        if (options.Help)
            return CommandLine.Show(HelpText.Screen);

        var hint = options.Run is null ? "; the run is given as --run RUN" : "";
        faults.AddRange(options.Unexpected.Select(word => $"'{word}' is not expected{hint}"));
        if (options.Run is { Length: 0 })
            faults.Add("--run: its value is empty");
        if (options.Dir is { Length: 0 })
            faults.Add("--dir: its value is empty");
        if (options.Run is null)
            faults.Add("--run: missing; allowed: the run's name or its directory ('feedsim list' shows the running ones)");
        var settings = new RunSettings
        {
            Run = options.Run ?? "",
            Dir = options.Dir,
            Wait = ReadWait(options.Wait, faults),
            Threads = ReadThreads(options.Threads, faults),
            IsControlled = options.Controlled,
            IsVerbose = options.Verbose,
        };
        return faults.Count > 0 ? CommandLine.Faulty([.. faults]) : CommandLine.Run(settings);
    }

    // The parser takes an option without its value for one that was not given.
    private static bool IsBare(string[] args, string option)
    {
        var at = Array.IndexOf(args, option);
        return at >= 0 && (at + 1 == args.Length || args[at + 1].StartsWith("--", StringComparison.Ordinal));
    }

    private static StageWaits? ReadWait(string? text, List<string> faults)
    {
        if (text is null)
            return null;
        var waits = StageWaits.Parse(text, PipelineStages.All, out var fault);
        if (fault is not null)
            faults.Add($"--wait: {fault}");
        return waits;
    }

    private static int? ReadThreads(string? text, List<string> faults)
    {
        if (text is null)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads <= MostThreads)
            return threads;
        faults.Add($"--threads: '{text}' is not a whole number from 0 to {MostThreads} (0 = as the cores allow)");
        return null;
    }

    private static string Describe(Error error) => error switch
    {
        UnknownOptionError unknown => $"{(unknown.Token.Length == 1 ? "-" : "--")}{unknown.Token}: there is no such option; 'feedengine --help' lists them",
        RepeatedOptionError repeated => $"--{repeated.NameInfo.LongName}: given twice",
        BadFormatConversionError bad => $"--{bad.NameInfo.LongName}: takes no value",
        _ => $"not understood ({error.Tag}); 'feedengine --help' lists the options",
    };
}
