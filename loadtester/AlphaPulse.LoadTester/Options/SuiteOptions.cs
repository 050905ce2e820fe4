using CommandLine;

namespace AlphaPulse.LoadTester.Options;

/// <summary>The options of <c>loadtester suite</c> exactly as typed.</summary>
internal sealed class SuiteOptions : CommandOptions
{
    [Value(0, MetaName = "quick|full|all")]
    public IEnumerable<string> Words { get; set; } = [];

    [Option("list", HelpText = "List the scenarios with their options, and run nothing")]
    public bool List { get; set; }

    [Option("only", MetaValue = "NAMES", HelpText = "Only these scenarios, with commas between")]
    public string? Only { get; set; }

    [Option("duration-secs", MetaValue = "SECS", HelpText = "Measured time of each run [default: each scenario's own]")]
    public string? DurationSecs { get; set; }

    [Option("capture", MetaValue = "FORMAT:FILES", HelpText = "Captures for the scenario 'replay' (formats as in 'loadtester replay'), with commas between the files of one stream [default: none, and no replay]")]
    public string? Capture { get; set; }

    [Option("targets", MetaValue = "FILE", HelpText = "Judge every scenario by the limits in FILE [default: the product's own claims]")]
    public string? Targets { get; set; }

    [Option("memory-limit-mb", MetaValue = "MB", HelpText = "What no scenario may exceed [default: 500]")]
    public string? MemoryLimitMb { get; set; }

    [Option("timeout-secs", MetaValue = "SECS", HelpText = "Time of each suite, after which its other scenarios fail [default: twice what it should take]")]
    public string? TimeoutSecs { get; set; }

    [Option("scenario-timeout-secs", MetaValue = "SECS", HelpText = "Time of each scenario [default: three times what it should take, and 30 s]")]
    public string? ScenarioTimeoutSecs { get; set; }

    [Option("json-output", MetaValue = "FILE", HelpText = "Save the outcome to JSON file")]
    public string? JsonOutput { get; set; }

    [Option("results-dir", MetaValue = "DIR", HelpText = "Keep the results file of each run there; must not exist or be empty [default: none is kept]")]
    public string? ResultsDir { get; set; }

    [Option("dir", MetaValue = "DIR", HelpText = "Where the runs' files go; best a tmpfs [default: /dev/shm/alphapulse-UID]")]
    public string? Dir { get; set; }

    [Option("no-color", HelpText = "No colours; the variable NO_COLOR does the same")]
    public bool NoColor { get; set; }

    // Plants what a suite is to find (see feedsim).
    [Option("fault", Hidden = true, MetaValue = "FAULT")]
    public string? Fault { get; set; }
}
