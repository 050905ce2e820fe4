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
        .Line("Exit codes: 0 equivalent, no worse or better, 2 bad usage or files, 11 a regression is confirmed, 13 the runs cannot decide.")
        .ToString();
}
