using AlphaPulse.LoadTester.Baselines;
using AlphaPulse.LoadTester.Comparing;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Trends;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Commands;

/// <summary><c>loadtester baseline save NAME RESULTS.json… | list | show NAME</c></summary>
internal static class BaselineCommand
{
    private static readonly string[] s_actions = ["save", "list", "show"];

    public static int Run(BaselineOptions options, CommandContext context, FaultList faults)
    {
        var words = options.Words.ToArray();
        var store = new BaselineStore(options.Dir ?? BaselineStore.DefaultDirectory);
        switch (words)
        {
            case ["save", var name, _, ..]:
                return Save(options, store, name, words[2..], context, faults);
            case ["list"]:
                RejectSaveOptions(options, faults);
                return faults.IsEmpty ? List(store, context, faults) : ExitCode.Usage;
            case ["show", var name]:
                RejectSaveOptions(options, faults);
                return faults.IsEmpty ? Show(store, name, context, faults) : ExitCode.Usage;
            case ["save", ..]:
                faults.Add("save", "needs a name and results files: loadtester baseline save NAME RESULTS.json…");
                break;
            case ["show", ..]:
                faults.Add("show", "needs one name: loadtester baseline show NAME");
                break;
            case [var word, ..] when !s_actions.Contains(word):
                faults.Add(word, $"is not an action{NearestName.Hint(word, s_actions)}; there are: {string.Join(", ", s_actions)}");
                break;
            default:
                faults.Add("baseline", "expected save NAME RESULTS.json…, list or show NAME");
                break;
        }

        return ExitCode.Usage;
    }

    private static int Save(BaselineOptions options, BaselineStore store, string name, string[] files, CommandContext context, FaultList faults)
    {
        if (!BaselineStore.IsName(name))
            faults.Add("save", $"'{name}' is not a name: letters, digits, '.', '-' and '_', at most 64");
        var rules = MetricRule.Read(options.Gate, options.Delta, faults);
        RunSample[] runs = [.. files.Select(file => RunSample.Read(file, faults)).OfType<RunSample>()];
        SameRuns.Reject(runs, faults);
        if (!faults.IsEmpty)
            return ExitCode.Usage;
        var before = store.Has(name) ? store.Read(name, faults) : null;
        if (!faults.IsEmpty || BaselineStore.Make(name, (before?.Version ?? 0) + 1, runs, rules, DateTime.UtcNow, faults) is not { } baseline)
            return ExitCode.Usage;
        store.Write(baseline);
        if (options.History is { } history)
            Array.ForEach(runs, run => HistoryFile.Append(history, run));
        context.Output.Write(BaselineScreen.Saved(baseline, store.PathOf(name)));
        return ExitCode.Ok;
    }

    private static int List(BaselineStore store, CommandContext context, FaultList faults)
    {
        var baselines = store.Names.Select(name => store.Read(name, faults)).OfType<Baseline>().ToArray();
        if (!faults.IsEmpty)
            return ExitCode.Usage;
        return context.Print(BaselineScreen.List(baselines, store.Directory));
    }

    private static int Show(BaselineStore store, string name, CommandContext context, FaultList faults)
    {
        if (!store.Has(name))
            faults.Add("show", $"there is no baseline '{name}' in {store.Directory}{NearestName.Hint(name, [.. store.Names])}");
        if (!faults.IsEmpty || store.Read(name, faults) is not { } baseline)
            return ExitCode.Usage;
        return context.Print(BaselineScreen.Show(baseline));
    }

    private static void RejectSaveOptions(BaselineOptions options, FaultList faults)
    {
        foreach (var (option, value) in new[] { ("--gate", options.Gate), ("--delta", options.Delta), ("--history", options.History) })
        {
            if (value is not null)
                faults.Add(option, "belongs to 'baseline save'");
        }
    }
}
