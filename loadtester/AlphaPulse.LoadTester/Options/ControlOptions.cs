using CommandLine;

namespace AlphaPulse.LoadTester.Options;

/// <summary>Options of the process that a run starts to measure the machine's own noise.</summary>
internal sealed class ControlOptions : CommandOptions
{
    [Option("plan", MetaValue = "FILE", HelpText = "The plan.json in the directory of the run")]
    public string? Plan { get; set; }
}
