using CommandLine;

namespace AlphaPulse.RingTool.Commands;

/// <summary>The other process of <c>ringtool verify</c>, which starts it.</summary>
[Verb("soak-writer", Hidden = true)]
internal sealed class SoakWriterOptions : VerbOptions
{
    [Value(0, Required = true)]
    public string Ring { get; set; } = "";

    [Value(1, Required = true)]
    public int RecordBytes { get; set; }

    [Value(2, Required = true)]
    public long Capacity { get; set; }

    [Value(3, Required = true)]
    public double Seconds { get; set; }

    [Value(4, Required = true)]
    public string Fault { get; set; } = "";
}
