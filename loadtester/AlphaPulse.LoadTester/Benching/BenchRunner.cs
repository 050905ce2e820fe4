using System.Diagnostics;
using AlphaPulse.LoadTester.Comparing;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Running;

namespace AlphaPulse.LoadTester.Benching;

/// <summary>Runs the pairs of a bench, repeats those that the machine disturbed, and keeps every results file.</summary>
/// <param name="settings">What to run.</param>
/// <param name="tell">Receives a line of progress.</param>
internal sealed class BenchRunner(BenchSettings settings, Action<string> tell)
{
    private readonly List<string> _notes = [];
    private int _reruns;

    /// <exception cref="ChildException">A program left no results.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; what was measured is kept.</exception>
    /// <exception cref="IOException">The output directory cannot be used.</exception>
    public BenchRuns Run(CancellationToken cancellation)
    {
        foreach (var directory in settings.SelfPairs > 0 ? new[] { "a", "b", "aa-1", "aa-2", "rejected" } : ["a", "b", "rejected"])
            Directory.CreateDirectory(At(directory));
        var order = BenchOrder.Of(settings.Pairs, settings.SelfPairs, settings.OrderSeed);
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < order.Count; i++)
        {
            var accepted = Measure(order[i], cancellation);
            var left = Stopwatch.GetElapsedTime(started) / (i + 1) * (order.Count - i - 1);
            tell($"pair {i + 1} of {order.Count} ({order[i].Order}): {accepted}{(left > TimeSpan.Zero ? $", some {left.TotalMinutes:0.0} min left" : "")}");
        }

        if (_reruns > 0)
            _notes.Add($"{_reruns} {(_reruns == 1 ? "pair was" : "pairs were")} repeated because of noise (at most {settings.MaxReruns}); their runs are in {At("rejected")}");
        return new BenchRuns(
            Set("a", settings.A.Directory),
            Set("b", settings.ArgumentsOfB.Count == 0 ? settings.B.Directory : $"{settings.B.Directory} {string.Join(' ', settings.ArgumentsOfB)}"),
            settings.SelfPairs > 0 ? (Set("aa-1", settings.A.Directory), Set("aa-2", settings.A.Directory)) : null,
            _notes);
    }

    // Until the machine leaves it alone, or no repetition is left: then it stays as it is, whatever its result.
    private string Measure(BenchPair pair, CancellationToken cancellation)
    {
        while (true)
        {
            var (first, second) = RunOnce(pair, cancellation);
            if (NoiseCriteria.Fault(first, second) is not { } fault)
                return "kept";
            if (_reruns >= settings.MaxReruns)
            {
                _notes.Add($"pair {pair.Number}{(pair.IsSelfPair ? " of A with itself" : "")} was disturbed ({fault}) and no repetition was left");
                return $"kept, though {fault}";
            }

            _reruns++;
            tell($"repeating a pair ({fault}), {_reruns} of at most {settings.MaxReruns}");
            Reject(first.File);
            Reject(second.File);
        }
    }

    private (RunSample First, RunSample Second) RunOnce(BenchPair pair, CancellationToken cancellation)
    {
        var first = At(pair.IsSelfPair ? "aa-1" : "a", pair.FileName);
        var second = At(pair.IsSelfPair ? "aa-2" : "b", pair.FileName);
        foreach (var isSecond in pair.IsSecondFirst ? new[] { true, false } : [false, true])
        {
            var isB = isSecond && !pair.IsSelfPair;
            LoadTesterRun.Measure(isB ? settings.B : settings.A, isB ? settings.Arguments.Concat(settings.ArgumentsOfB) : settings.Arguments, isSecond ? second : first, cancellation);
        }

        return (Read(first), Read(second));
    }

    private void Reject(string file)
    {
        var side = Path.GetFileName(Path.GetDirectoryName(file));
        File.Move(file, At("rejected", $"{side}-{Path.GetFileNameWithoutExtension(file)}-{_reruns}.json"));
    }

    private SampleSet Set(string directory, string name) => new(name, [.. Directory.EnumerateFiles(At(directory), "*.json").Order(StringComparer.Ordinal).Select(Read)]);

    private static RunSample Read(string file)
    {
        var faults = new FaultList();
        return RunSample.Read(file, faults) ?? throw new InvalidDataException(faults.All[0].ToString());
    }

    private string At(params string[] names) => Path.Combine([settings.OutputDirectory, .. names]);
}
