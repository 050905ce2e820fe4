using CommandLine;

namespace AlphaPulse.LoadTester.Options;

/// <summary>The options of <c>loadtester doctor</c> exactly as typed.</summary>
internal sealed class DoctorOptions : CommandOptions
{
    [Option("dir", MetaValue = "DIR", HelpText = "Where the runs' files would go [default: /dev/shm/alphapulse-UID]")]
    public string? Dir { get; set; }

    [Option("strict", HelpText = "A warning is an error: exit code 12")]
    public bool Strict { get; set; }

    [Option("json", HelpText = "Print the report as JSON")]
    public bool Json { get; set; }

    [Option("no-color", HelpText = "No colours; the variable NO_COLOR does the same")]
    public bool NoColor { get; set; }
}
