using CommandLine;

namespace AlphaPulse.LoadTester.Options;

/// <summary>What the options of every command have.</summary>
internal abstract class CommandOptions
{
    [Option('h', "help", HelpText = "Print help")]
    public bool Help { get; set; }
}
