using CommandLine;

namespace AlphaPulse.LoadTester.Options;

/// <summary>The options of <c>loadtester replay</c> exactly as typed.</summary>
internal sealed class ReplayOptions : MeasuringOptions
{
    [Value(0, MetaName = "FILE")]
    public IEnumerable<string> Files { get; set; } = [];

    [Option("format", MetaValue = "FORMAT", HelpText = "binance-spot, binance-futures, kraken-v1, databento-mbo or lobster (required)")]
    public string? Format { get; set; }

    [Option("oracle", MetaValue = "FILE", HelpText = "Book file to compare with: databento-mbo's 10-level CSV, lobster's orderbook CSV")]
    public string? Oracle { get; set; }

    [Option("speed", MetaValue = "max|N", HelpText = "As fast as the ring takes it, or N times the recorded pace [default: max]")]
    public string? Speed { get; set; }

    [Option("on-error", MetaValue = "ACTION", HelpText = "A malformed line: stop, or skip and count it [default: stop]")]
    public string? OnError { get; set; }
}
