using CommandLine;

namespace AlphaPulse.Engine.Hosting;

/// <summary>The options of <c>feedengine run</c> exactly as typed; null = not given.</summary>
internal sealed class RunOptions
{
    [Option("run")]
    public string? Run { get; set; }

    [Option("dir")]
    public string? Dir { get; set; }

    [Option("wait")]
    public string? Wait { get; set; }

    [Option("threads")]
    public string? Threads { get; set; }

    [Option("controlled")]
    public bool Controlled { get; set; }

    [Option('v', "verbose")]
    public bool Verbose { get; set; }

    [Option('h', "help")]
    public bool Help { get; set; }

    [Value(0)]
    public IEnumerable<string> Unexpected { get; set; } = [];
}
