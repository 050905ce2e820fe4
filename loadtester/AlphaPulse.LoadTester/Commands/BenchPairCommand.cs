using AlphaPulse.LoadTester.Benching;
using AlphaPulse.LoadTester.Comparing;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Running;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Commands;

/// <summary><c>loadtester bench-pair --a DIR --b DIR</c></summary>
internal static class BenchPairCommand
{
    public static int Run(BenchPairOptions options, CommandContext context, FaultList faults)
    {
        var settings = BenchSettingsReader.Read(options, faults);
        var rules = MetricRule.Read(options.Gate, options.Delta, faults);
        var output = ComparisonOutput.Read(options.JsonOutput, null, options.NoColor, faults);
        if (!faults.IsEmpty)
            return ExitCode.Usage;
        context.Output.WriteLine($"AlphaPulse bench: {settings.Pairs} pairs{(settings.SelfPairs > 0 ? $" and {settings.SelfPairs} of A with itself" : "")}, {string.Join(' ', settings.Arguments)}");
        context.Output.WriteLine($"  A = {settings.A.Path}");
        context.Output.WriteLine($"  B = {settings.B.Path}");
        context.Output.WriteLine($"  gated: {string.Join(", ", rules.Where(rule => rule.IsGated).Select(rule => $"{rule.Metric.Name} ({rule.Threshold * 100:0.##} %)"))}; order seed {settings.OrderSeed}; files in {settings.OutputDirectory}");
        context.Output.WriteLine($"  {NoiseCriteria.Declaration}; at most {settings.MaxReruns} times");
        using var interruption = new Interruption();
        try
        {
            var runs = new BenchRunner(settings, options.Quiet ? _ => { } : line => context.Output.WriteLine(line)).Run(interruption.Token);
            var report = new Comparer(rules).Compare(runs.A, runs.B, arePaired: true, runs.SelfPairs);
            return output.Show(report with { Notes = [.. report.Notes, .. runs.Notes] }, context, Path.Combine(settings.OutputDirectory, "comparison.json"));
        }
        catch (OperationCanceledException)
        {
            context.Error.WriteLine($"loadtester: interrupted; the runs so far are in {settings.OutputDirectory}");
            return ExitCode.Interrupted;
        }
        catch (ChildException exception)
        {
            // A program that rejects its options has said why, a line each.
            foreach (var line in exception.ExitCode == ExitCode.Usage ? exception.ErrorLines : [$"loadtester: {exception.Message}"])
                context.Error.WriteLine(line);
            return exception.ExitCode == ExitCode.Usage ? ExitCode.Usage : ExitCode.InternalError;
        }
    }
}
