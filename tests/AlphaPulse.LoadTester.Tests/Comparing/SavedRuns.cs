using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Tests.Comparing;

/// <summary>Directories of results files for comparisons: the sample run with noise of a known size, and a planted change.</summary>
internal static class SavedRuns
{
    // Whole nanoseconds are coarse at the sample's 41 ns.
    private const double Fine = 5;

    private static readonly DateTime s_started = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <param name="directory">Created.</param>
    /// <param name="runs">How many.</param>
    /// <param name="seed">Of the noise.</param>
    /// <param name="change">What is planted, after the noise.</param>
    public static string Save(string directory, int runs, int seed, Func<RunResults, RunResults>? change = null)
    {
        Directory.CreateDirectory(directory);
        var random = new Random(seed);
        for (var i = 1; i <= runs; i++)
        {
            // A run's figures move together, and by about 1 %.
            var results = Slower(SampleResults.Judged() with { Objectives = [], StartedAt = s_started.AddHours(seed).AddMinutes(i) }, Fine * (1 + ((random.NextDouble() - 0.5) * 0.03)));
            File.WriteAllText(Path.Combine(directory, $"pair-{i:00}.json"), ResultsJson.ToText(change is null ? results : change(results)));
        }

        return directory;
    }

    /// <summary>All write latencies × a factor.</summary>
    public static RunResults Slower(RunResults results, double factor)
    {
        var write = results.Latency.Write;
        return results with
        {
            Latency = results.Latency with
            {
                Write = write with
                {
                    P50Ns = Times(write.P50Ns, factor),
                    P90Ns = Times(write.P90Ns, factor),
                    P99Ns = Times(write.P99Ns, factor),
                    P999Ns = Times(write.P999Ns, factor),
                },
            },
        };
    }

    /// <summary>Throughput × a factor.</summary>
    public static RunResults Throughput(RunResults results, double factor) =>
        results with { Throughput = results.Throughput with { EventsPerSecond = results.Throughput.EventsPerSecond * factor } };

    public static RunResults Invalid(RunResults results) => results with { Status = RunStatus.Invalid, ExitCode = 12 };

    private static long? Times(long? value, double factor) => value is { } number ? (long)Math.Round(number * factor) : null;
}
