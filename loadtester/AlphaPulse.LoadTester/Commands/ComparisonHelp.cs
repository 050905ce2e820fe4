using AlphaPulse.LoadTester.Benching;
using AlphaPulse.LoadTester.Options;

namespace AlphaPulse.LoadTester.Commands;

/// <summary>The help of the commands that hold runs against each other.</summary>
internal static class ComparisonHelp
{
    public static string Compare(int width) => new HelpScreen(width)
        .Line("Compares two sides' runs, metric by metric: Hodges-Lehmann estimate of the change with its interval, rank tests, and a verdict. A side is a results file, several with commas between, or a directory of them (*.json).")
        .Line()
        .Line("Usage: loadtester compare [OPTIONS] A B")
        .Options(OptionTable.Of<CompareOptions>(), "Options", "paired", "unpaired", "gate", "delta", "json-output", "markdown", "no-color", "help")
        .Line()
        .Line("A regression is confirmed only if the whole interval lies beyond what is allowed: the greatest of --delta, three times the spread of A against itself, and one step of the clock. With a single run on a side it can only warn.")
        .Line()
        .Line("Exit codes: 0 equivalent, no worse or better, 1 a file could not be written, 2 bad usage or files, 11 a regression is confirmed, 13 the runs cannot decide; of programs also 130, interrupted.")
        .ToString();

    public static string BenchPair(int width) => new HelpScreen(width)
        .Line("Runs two built load testers in interleaved pairs (AB, BA, … in random order) under the same load, and compares them pair by pair. Every results file is kept.")
        .Line()
        .Line("Usage: loadtester bench-pair --a DIR --b DIR [OPTIONS]")
        .Options(OptionTable.Of<BenchPairOptions>(), "Options", "program-a", "program-b", "pairs", "aa", "max-reruns", "order-seed", "out", "gate", "delta", "json-output", "quiet", "no-color", "help")
        .Options(OptionTable.Of<BenchPairOptions>(), "Load of every run (default: 20 seconds of the load test's defaults)", [.. BenchSettingsReader.PassedOptions])
        .Line()
        .Line($"Noise: {NoiseCriteria.Declaration}.")
        .Line()
        .Line("Exit codes: 0 equivalent, no worse or better, 1 a program failed or a file could not be written, 2 bad usage, 11 a regression is confirmed, 13 the runs cannot decide, 130 interrupted.")
        .ToString();

    public static string Baseline(int width) => new HelpScreen(width)
        .Line("Keeps runs under a name, with the machine and the load that they were measured with, for 'loadtester check --baseline'.")
        .Line()
        .Line("Usage:")
        .Item("loadtester baseline save NAME RESULTS.json…", "five runs or more, of one machine and load", 48)
        .Item("loadtester baseline list", "all baselines, a line each", 48)
        .Item("loadtester baseline show NAME", "mean and sigma of every metric", 48)
        .Options(OptionTable.Of<BaselineOptions>(), "Options", "dir", "gate", "delta", "history", "help")
        .Line()
        .Line("Saving under a name that is there replaces it and counts its version up. Exit codes: 0 done, 2 bad usage or files.")
        .ToString();

    public static string SelfTest(int width) => new HelpScreen(width)
        .Line("Shows on this machine that the regression gate finds what it should and raises no false alarms: benches resampled from real launches, once with a slowdown planted and once of the program with itself; on request a bench of real runs too.")
        .Line()
        .Line("Usage: loadtester selftest regression [OPTIONS]")
        .Options(OptionTable.Of<SelfTestOptions>(), "Options", "hlog", "launches", "pairs", "trials", "real", "slowdown", "seed", "duration-secs", "out", "no-color", "help")
        .Line()
        .Line("Exit codes: 0 at least 95 of 100 slowdowns were found with at most 5 of 100 false alarms (and the real bench agrees), 1 a run failed, 2 bad usage or files, 10 not so, 130 interrupted.")
        .ToString();

    public static string Trend(int width) => new HelpScreen(width)
        .Line("Shows how the figures of a history moved (the lines that '--history' of check and baseline appends): Theil-Sen line, change points, values that stand apart, and what to do about them. Runs of another machine or load than the last one are left out.")
        .Line()
        .Line("Usage: loadtester trend HISTORY.jsonl [OPTIONS]")
        .Options(OptionTable.Of<TrendOptions>(), "Options", "last", "svg", "json-output", "no-color", "help")
        .Line()
        .Line("Exit codes: 0 shown (a trend is a hint: 'bench-pair' decides), 1 a file could not be written, 2 bad usage or file.")
        .ToString();
}
