using CommandLine;

namespace AlphaPulse.FeedSim.Commands;

[Verb("replay", HelpText = "Write real captures into a ring.")]
internal sealed class ReplayOptions : FeedOptions
{
    [Value(0, MetaName = "FILE...", HelpText = "Capture files, plain or gzip; several in order are one stream.")]
    public IEnumerable<string> Files { get; set; } = [];

    [Option("format", MetaValue = "NAME", HelpText = "binance-spot, binance-futures, kraken-v1, databento-mbo or lobster.")]
    public string? Format { get; set; }

    [Option("oracle", MetaValue = "FILE", HelpText = "What the books are compared with (databento-mbo, lobster); the other formats carry it in the stream.")]
    public string? Oracle { get; set; }

    [Option("speed", Default = "max", MetaValue = "max|N", HelpText = "As fast as the ring takes it (max), or N times the recorded pace.")]
    public string Speed { get; set; } = "max";

    [Option("on-error", Default = "stop", MetaValue = "stop|skip", HelpText = "What a malformed line does: end the replay, or be counted and left out.")]
    public string OnError { get; set; } = "stop";
}
