using CommandLine;

namespace AlphaPulse.LoadTester.Options;

/// <summary>The options of <c>loadtester profiles</c>.</summary>
internal sealed class ProfilesOptions
{
    [Option('h', "help", HelpText = "Print help")]
    public bool Help { get; set; }
}
