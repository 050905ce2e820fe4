using CommandLine;

namespace AlphaPulse.LoadTester.Options;

/// <summary>The options of <c>loadtester selftest</c> exactly as typed.</summary>
internal sealed class SelfTestOptions : CommandOptions
{
    [Value(0, MetaName = "regression")]
    public IEnumerable<string> Words { get; set; } = [];

    [Option("hlog", MetaValue = "FILES", HelpText = "Interval logs of launches that ran one after the other, with commas between, or a directory of them [default: record them now]")]
    public string? Hlog { get; set; }

    [Option("launches", MetaValue = "NUM", HelpText = "Launches to record [default: 12]")]
    public string? Launches { get; set; }

    [Option("pairs", MetaValue = "NUM", HelpText = "Pairs of each bench [default: 10]")]
    public string? Pairs { get; set; }

    [Option("trials", MetaValue = "NUM", HelpText = "Benches of each kind that are resampled [default: 100]")]
    public string? Trials { get; set; }

    [Option("real", MetaValue = "PAIRS", HelpText = "Besides, a bench of so many real pairs with a really planted slowdown, and as many of the program with itself [default: 0]")]
    public string? Real { get; set; }

    [Option("slowdown", MetaValue = "PERCENT", HelpText = "What is planted [default: 10%]")]
    public string? Slowdown { get; set; }

    [Option("seed", MetaValue = "NUM", HelpText = "Seed of everything random [default: 1]")]
    public string? Seed { get; set; }

    [Option("duration-secs", MetaValue = "SECS", HelpText = "Length of each run that is made [default: 4]")]
    public string? DurationSecs { get; set; }

    [Option("out", MetaValue = "DIR", HelpText = "Keep logs and results there; must not exist or be empty [default: nothing is kept]")]
    public string? Out { get; set; }

    [Option("no-color", HelpText = "No colours; the variable NO_COLOR does the same")]
    public bool NoColor { get; set; }
}
