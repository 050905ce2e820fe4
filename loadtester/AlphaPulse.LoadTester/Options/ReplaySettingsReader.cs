using System.Globalization;
using AlphaPulse.LoadTester.Verdicts;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.LoadTester.Options;

/// <summary>Options of a replay as typed → <see cref="ReplaySettings"/>, with every fault of their values and combinations.</summary>
internal static class ReplaySettingsReader
{
    private static readonly Dictionary<string, string> s_defaults = new()
    {
        ["speed"] = "max",
        ["on-error"] = "stop",
        ["ring-capacity"] = "65536",
        ["wait"] = "auto",
        ["threads"] = "0",
        ["outlier-threshold"] = NoiseSettings.Defaults["outlier-threshold"],
        ["hiccups"] = NoiseSettings.Defaults["hiccups"],
        [NoiseBudgetOption.Name] = NoiseBudget.DefaultText,
    };

    private const double MostSpeed = 1_000_000;

    public static ReplaySettings Read(ReplayOptions options, FaultList faults)
    {
        var layers = new OptionLayers(OptionTable.Of<ReplayOptions>().Values(options), new Dictionary<string, string>(), null, s_defaults);
        var format = ReadFormat(options.Format, faults);
        var files = options.Files.ToArray();
        if (files.Length == 0)
            faults.Add("FILE", "is missing: loadtester replay --format FORMAT FILE…");
        var noise = NoiseSettings.Read(layers, faults);
        return new ReplaySettings
        {
            Replay = new ReplayPlan
            {
                Format = format,
                Files = [.. files.Select(file => Existing(file, file, faults))],
                Oracle = ReadOracle(options.Oracle, format, faults),
                Speed = ReadSpeed(layers["speed"].Text, faults),
                SkipErrors = faults.Word("--on-error", layers["on-error"].Text, ["stop", "skip"]) == "skip",
            },
            Pipeline = PipelineSettings.Read(layers, faults),
            Noise = noise,
            NoiseBudget = NoiseBudgetOption.Read(layers, noise, faults),
            Output = OutputSettings.Read(options, faults),
            Objectives = Objectives(format, options.Oracle is not null),
        };
    }

    private static string ReadFormat(string? format, FaultList faults)
    {
        if (format is not null)
            return faults.Word("--format", format, CaptureFormats.All);
        faults.Add("--format", $"is required; allowed: {string.Join(", ", CaptureFormats.All)}");
        return CaptureFormats.All[0];
    }

    private static string? ReadOracle(string? oracle, string format, FaultList faults)
    {
        if (oracle is null)
            return null;
        if (!CaptureFormats.TakesOracleFile(format))
            faults.Add("--oracle", $"contradicts --format {format}, which carries its oracle in the stream");
        return Existing("--oracle", oracle, faults);
    }

    private static double ReadSpeed(string text, FaultList faults)
    {
        if (text == "max")
            return 0;
        if (double.TryParse(text.TrimEnd('x'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var speed) && speed is >= 0.001 and <= MostSpeed)
            return speed;
        faults.Add("--speed", $"'{text}' is not a speed, allowed: max, or 0.001 to {MostSpeed:#,0} times the recorded pace");
        return 0;
    }

    private static string Existing(string key, string path, FaultList faults)
    {
        if (Directory.Exists(path))
            faults.Add(key, $"{(key == path ? "" : $"'{path}' ")}is a directory, expected a file");
        else if (!File.Exists(path))
            faults.Add(key, $"{(key == path ? "" : $"'{path}': ")}there is no such file");
        return Path.GetFullPath(path.Length == 0 ? "." : path);
    }

    // Binance's independent top-of-book stream races with its depth stream, so that a few of ten thousand comparisons
    // cannot be made exactly; the other oracles are exact.
    private static List<Objective> Objectives(string format, bool hasOracleFile)
    {
        var objectives = new List<Objective> { new(Metrics.LostEvents, 0), new(Metrics.SequenceGaps, 0), new(Metrics.ErrorRate, 0.01) };
        if (format is CaptureFormats.BinanceSpot or CaptureFormats.BinanceFutures)
            objectives.Add(new(Metrics.BooksAgreement, 99.95));
        else if (format == CaptureFormats.KrakenV1 || hasOracleFile)
            objectives.Add(new(Metrics.BooksMismatched, 0));
        return objectives;
    }
}
