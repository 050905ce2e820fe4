namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>A line of <c>--outliers FILE</c>. Times are nanoseconds of CLOCK_MONOTONIC, which the test has, too.</summary>
internal sealed record PlantedOutlier(IReadOnlyDictionary<string, string> Fields)
{
    public bool IsWrite => Fields["kind"] == "write";

    public string Cause => Fields["cause"];

    public long StartNs => Number("start_monotonic_ns");

    public long EndNs => StartNs + DurationNs;

    public long DurationNs => Number("duration_ns");

    public long Number(string field) => long.Parse(Fields[field], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>How much of it lies in a window.</summary>
    public long Overlap((long StartNs, long EndNs) window) => Math.Max(0, Math.Min(EndNs, window.EndNs) - Math.Max(StartNs, window.StartNs));

    public static List<PlantedOutlier> ReadAll(string path)
    {
        var lines = File.ReadAllLines(path);
        var names = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => new PlantedOutlier(names.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second)))];
    }

    public override string ToString() => string.Join(' ', Fields.Where(field => field.Value is not ("" or "0")).Select(field => $"{field.Key}={field.Value}"));
}
