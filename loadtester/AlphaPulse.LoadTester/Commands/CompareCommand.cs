using AlphaPulse.LoadTester.Benching;
using AlphaPulse.LoadTester.Comparing;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Commands;

/// <summary><c>loadtester compare A B</c></summary>
internal static class CompareCommand
{
    public static int Run(CompareOptions options, CommandContext context, FaultList faults)
    {
        var sides = options.Sides.ToArray();
        if (sides.Length != 2)
            faults.Add("A B", sides.Length == 0 ? "are missing: loadtester compare A B, each a results file or a directory of results files" : $"two sides, found {sides.Length}");
        if (sides.Length == 2 && faults.IsEmpty && sides.All(side => Directory.Exists(side) && BenchProgram.Find(side) is not null))
            return Bench(sides, options, context, faults);
        if (options.Paired && options.Unpaired)
            faults.Add("--unpaired", "contradicts --paired");
        var rules = MetricRule.Read(options.Gate, options.Delta, faults);
        var output = ComparisonOutput.Read(options.JsonOutput, options.Markdown, options.NoColor, faults);
        if (!faults.IsEmpty)
            return ExitCode.Usage;
        var (a, b) = (SampleSet.Read("A", sides[0], faults), SampleSet.Read("B", sides[1], faults));
        SameRuns.Reject([.. a.Runs, .. b.Runs], faults);
        if (options.Paired && a.Runs.Count != b.Runs.Count)
            faults.Add("--paired", $"A has {a.Runs.Count} runs and B has {b.Runs.Count}");
        if (!faults.IsEmpty)
            return ExitCode.Usage;
        var arePaired = options.Paired || (!options.Unpaired && HaveSameNames(a, b));
        return output.Show(new Comparer(rules).Compare(a, b, arePaired), context);
    }

    // Two programs: they are run.
    private static int Bench(string[] sides, CompareOptions options, CommandContext context, FaultList faults)
    {
        if (options.Paired || options.Unpaired || options.Markdown is not null)
            faults.Add("A B", "are programs: 'loadtester bench-pair' says what can be asked for");
        return BenchPairCommand.Run(
            new BenchPairOptions { A = sides[0], B = sides[1], Gate = options.Gate, Delta = options.Delta, JsonOutput = options.JsonOutput, NoColor = options.NoColor },
            context,
            faults);
    }

    // As bench-pair names them.
    private static bool HaveSameNames(SampleSet a, SampleSet b) =>
        a.Runs.Count > 1 && a.Runs.Select(run => Path.GetFileName(run.File)).SequenceEqual(b.Runs.Select(run => Path.GetFileName(run.File)));
}
