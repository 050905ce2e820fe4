using System.Globalization;
using AlphaPulse.LoadTester.Options;

namespace AlphaPulse.LoadTester.SelfTesting;

/// <summary>Options as typed → <see cref="SelfTestSettings"/>, with every fault of their values.</summary>
internal static class SelfTestSettingsReader
{
    public static SelfTestSettings Read(SelfTestOptions options, FaultList faults)
    {
        var words = options.Words.ToArray();
        if (words is not ["regression"])
            faults.Add("selftest", words.Length == 0 ? "say which: loadtester selftest regression" : $"'{string.Join(' ', words)}' is not a self-test{NearestName.Hint(words[0], ["regression"])}; there is: regression");
        if (options.Hlog is not null && options.Launches is not null)
            faults.Add("--launches", "contradicts --hlog: those launches are recorded already");
        if (options.Out is { } directory && (File.Exists(directory) || (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())))
            faults.Add("--out", $"'{directory}' is there already, and not an empty directory");
        else if (options.Out is { } planned)
            OutputSettings.RequireParent("--out", planned, faults);
        return new SelfTestSettings
        {
            Logs = Files(options.Hlog, faults),
            Launches = (int)faults.Whole("--launches", options.Launches ?? "12", 2, 1_000, "launches"),
            Pairs = (int)faults.Whole("--pairs", options.Pairs ?? "10", 1, 1_000, "pairs"),
            Trials = (int)faults.Whole("--trials", options.Trials ?? "100", 1, 100_000, "benches of each kind"),
            RealPairs = (int)faults.Whole("--real", options.Real ?? "0", 0, 1_000, "pairs"),
            Slowdown = Percent(options.Slowdown ?? "10%", faults),
            Seed = (int)faults.Whole("--seed", options.Seed ?? "1", 0, int.MaxValue, "(any whole number)"),
            DurationSecs = (int)faults.Whole("--duration-secs", options.DurationSecs ?? "4", 1, 3_600, "seconds"),
            OutputDirectory = options.Out,
        };
    }

    private static string[] Files(string? typed, FaultList faults)
    {
        if (typed is null)
            return [];
        if (!Directory.Exists(typed))
            return File.Exists(typed) ? [typed] : typed.Split(',', StringSplitOptions.RemoveEmptyEntries);
        string[] files = [.. Directory.EnumerateFiles(typed, "*.hlog").Order(StringComparer.Ordinal)];
        if (files.Length == 0)
            faults.Add("--hlog", $"'{typed}' holds no interval log (*.hlog)");
        return files;
    }

    private static double Percent(string text, FaultList faults)
    {
        if (double.TryParse(text.TrimEnd('%', ' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 1_000)
            return percent / 100;
        faults.Add("--slowdown", $"'{text}' is not a slowdown, allowed: more than 0 % to 1000 %, as in 10%");
        return 0.1;
    }
}
