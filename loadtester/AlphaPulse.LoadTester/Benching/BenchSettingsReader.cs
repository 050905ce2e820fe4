using System.Globalization;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Profiles;

namespace AlphaPulse.LoadTester.Benching;

/// <summary>Options as typed → <see cref="BenchSettings"/>, with every fault of their values.</summary>
internal static class BenchSettingsReader
{
    // Ten pairs of these take some nine minutes.
    private const string DefaultDurationSecs = "20";

    /// <summary>What of the load test's options belongs to both programs' runs. Its outputs do not: a run would overwrite those of the one before.</summary>
    public static readonly IReadOnlyList<string> PassedOptions = ["profile", "profile-file", .. ProfileFile.OptionKeys, "dir"];

    private static readonly string[] s_own = ["program-a", "program-b", "pairs", "aa", "max-reruns", "order-seed", "out", "gate", "delta", "json-output"];

    public static BenchSettings Read(BenchPairOptions options, FaultList faults)
    {
        var typed = OptionTable.Of<BenchPairOptions>().Values(options);
        foreach (var option in typed.Keys.Where(option => !PassedOptions.Contains(option) && !s_own.Contains(option)))
            faults.Add("--" + option, "is an option of the load test that 'bench-pair' does not pass on");

        // Told here once, not by twenty runs.
        LoadTestSettingsReader.Read(Passed(typed), faults);
        var pairs = (int)faults.Whole("--pairs", options.Pairs ?? "10", 1, 1_000, "pairs");
        var settings = new BenchSettings
        {
            A = BenchProgram.Read("--a", options.A, faults),
            B = BenchProgram.Read("--b", options.B, faults),
            Pairs = pairs,
            SelfPairs = (int)faults.Whole("--aa", options.SelfPairs ?? "0", 0, 1_000, "pairs of A with itself"),
            MaxReruns = (int)faults.Whole("--max-reruns", options.MaxReruns ?? ((pairs + 1) / 2).ToString(CultureInfo.InvariantCulture), 0, 1_000, "pairs that may be repeated"),
            OrderSeed = faults.Whole("--order-seed", options.OrderSeed ?? "1", 0, long.MaxValue, "(any whole number)"),
            OutputDirectory = options.Out ?? $"bench-pair-{DateTime.Now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}",
            Arguments = Arguments(typed),
        };
        if (Directory.Exists(settings.OutputDirectory) && Directory.EnumerateFileSystemEntries(settings.OutputDirectory).Any())
            faults.Add("--out", $"'{settings.OutputDirectory}' holds files already");
        else if (File.Exists(settings.OutputDirectory))
            faults.Add("--out", $"'{settings.OutputDirectory}' is a file");
        else
            OutputSettings.RequireParent("--out", settings.OutputDirectory, faults);
        return settings;
    }

    private static LoadTestOptions Passed(Dictionary<string, string> typed)
    {
        var parsed = new FaultList();
        return OptionParser.Parse<LoadTestOptions>([.. Arguments(typed)], parsed);
    }

    private static List<string> Arguments(Dictionary<string, string> typed)
    {
        var arguments = new List<string>();
        foreach (var option in PassedOptions)
        {
            if (typed.TryGetValue(option, out var value))
                arguments.Add($"--{option}={value}");
        }

        if (!typed.ContainsKey("duration-secs") && !typed.ContainsKey("profile") && !typed.ContainsKey("profile-file"))
            arguments.Add($"--duration-secs={DefaultDurationSecs}");
        return arguments;
    }
}
