using System.Globalization;

namespace AlphaPulse.LoadTester.Doctor.Checks;

/// <summary>Pressure stall information: the share of the last ten seconds in which somebody waited for processor, memory or disk.</summary>
internal static class PressureCheck
{
    // Generous: what one waits for oneself while a program starts is in it, too.
    private static readonly (string Resource, string Line, double MostPercent)[] s_limits = [("cpu", "some", 40), ("memory", "full", 5), ("io", "full", 40)];

    public static Finding Look(HostView host)
    {
        var told = new List<string>();
        var high = new List<string>();
        foreach (var (resource, line, most) in s_limits)
        {
            if (Average(host.Files.Lines($"/proc/pressure/{resource}"), line) is not { } percent)
                continue;
            told.Add(string.Create(CultureInfo.InvariantCulture, $"{resource} {percent:0.0} %"));
            if (percent > most)
                high.Add(string.Create(CultureInfo.InvariantCulture, $"{resource} {percent:0.0} %, allowed: {most:0} %"));
        }

        if (told.Count == 0)
            return Finding.Ok($"not told by this kernel");
        return high.Count == 0
            ? Finding.Ok($"{string.Join(", ", told)} of the last 10 s")
            : Finding.Warning($"{string.Join("; ", high)} of the last 10 s", "others wait for the same resource: end them, or wait until they are done");
    }

    // "some avg10=6.90 avg60=2.29 avg300=6.08 total=5098056036"
    private static double? Average(IEnumerable<string> lines, string kind)
    {
        const string key = "avg10=";
        var fields = lines.FirstOrDefault(line => line.StartsWith(kind, StringComparison.Ordinal))?.Split(' ') ?? [];
        var field = Array.Find(fields, text => text.StartsWith(key, StringComparison.Ordinal));
        return double.TryParse(field.AsSpan(field is null ? 0 : key.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) ? percent : null;
    }
}
