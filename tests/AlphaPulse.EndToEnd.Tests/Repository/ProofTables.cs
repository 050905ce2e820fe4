using System.Text.RegularExpressions;

namespace AlphaPulse.EndToEnd.Tests.Repository;

/// <summary>The tables of docs/proof.md against the models and the code. Each check returns its faults, one a line.</summary>
internal static partial class ProofTables
{
    private const string EndSwitch = "END_IS_NOT_REACHED";

    /// <summary>Each inline of the models that the page names takes the steps of its method, in the method's order, and of the page.</summary>
    public static IEnumerable<string> StepFaults(string page, string models, Func<string, string> code, IReadOnlySet<string> steps)
    {
        foreach (Match row in StepRow().Matches(page))
        {
            var (name, method) = (row.Groups["inline"].Value, row.Groups["method"].Value);
            var modelled = Steps(Inline(models, name), ModelStep());
            if (Inline(models, name).Length == 0)
                yield return $"{name}: no such inline in the models";
            foreach (var step in modelled.Where(step => !steps.Contains(step)))
                yield return $"{name}: there is no ProtocolStep {step}";
            if (Method(code, method) is not { } body)
                yield return $"{name}: no method {method}";
            else if (!modelled.SequenceEqual(Steps(body, CodeStep())))
                yield return $"{name}: the model takes {string.Join(", ", modelled)}; {method} takes {string.Join(", ", Steps(body, CodeStep()))}";
            if (!modelled.SequenceEqual(row.Groups["steps"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
                yield return $"{name}: the model takes {string.Join(", ", modelled)}; the page says {row.Groups["steps"].Value.Trim()}";
        }

        var named = StepRow().Matches(page).Select(row => row.Groups["inline"].Value).ToHashSet();
        foreach (Match inline in InlineStart().Matches(models))
        {
            if (Steps(Inline(models, inline.Groups[1].Value), ModelStep()).Count > 0 && !named.Contains(inline.Groups[1].Value))
                yield return $"{inline.Groups[1].Value}: takes steps, and the page does not name it";
        }
    }

    /// <summary>Each step of the code is taken in a model, or named on the page as in none.</summary>
    public static IEnumerable<string> LeftOutFaults(string page, string models, IReadOnlySet<string> steps)
    {
        var named = StepsInNoModel().Match(page).Groups[1].Value.Split(", ").ToHashSet();
        return steps.Except(Steps(models, ModelStep())).Except(named).Select(step => $"{step}: in no model, and the page does not say so")
            .Concat(named.Where(step => !steps.Contains(step) || Steps(models, ModelStep()).Contains(step)).Select(step => $"{step}: the page says that it is in no model"));
    }

    /// <summary>Each switch has a row, a run with what the row says, and its code; each volatile access of the methods has a row.</summary>
    public static IEnumerable<string> OrderingFaults(string page, string switches, string runs, Func<string, string> code)
    {
        var rows = OrderingRow().Matches(page).ToList();
        var named = rows.Select(row => row.Groups["switch"].Value).ToList();
        foreach (var missing in SwitchDefinition().Matches(switches).Select(match => match.Groups[1].Value).Except(named))
            yield return $"{missing}: a switch without a row";
        foreach (var row in rows)
        {
            var (name, method, text) = (row.Groups["switch"].Value, row.Groups["method"].Value, row.Groups["code"].Value);
            if (!switches.Contains($"#define {name} 1", StringComparison.Ordinal))
                yield return $"{name}: a row without a switch";
            if (name != EndSwitch && Method(code, method)?.Contains(text, StringComparison.Ordinal) != true)
                yield return $"{name}: {method} does not have {text}";
            foreach (Match verdict in Verdict().Matches(row.Groups["result"].Value))
            {
                if (!Runs(runs).Any(run => run.Model == verdict.Groups[1].Value && run.Switches.Split(',').Contains($"{name}=0") && $"{run.Expected}s" == verdict.Groups[2].Value))
                    yield return $"{name}: no run of {verdict.Groups[1].Value} that {verdict.Groups[2].Value}";
            }

            if (!Verdict().IsMatch(row.Groups["result"].Value))
                yield return $"{name}: the row does not say which model fails or holds";
        }

        var named2 = rows.Concat(LeftOutRow().Matches(page)).Select(row => (Method: row.Groups["method"].Value, Code: row.Groups["code"].Value)).ToList();
        foreach (var method in StepRow().Matches(page).Select(row => row.Groups["method"].Value))
        {
            var body = Method(code, method) ?? "";
            foreach (Match access in Access().Matches(body))
            {
                // A row may begin before the access itself: "var x = Volatile.Read(…)".
                if (!named2.Any(row => row.Method == method && Occurrences(body, row.Code).Any(at => at <= access.Index && access.Index < at + row.Code.Length)))
                    yield return $"{method}: no row for {body[access.Index..body.IndexOf('\n', access.Index)].Trim()}";
            }
        }
    }

    /// <summary>Each model is run as it is and shown to reach its end.</summary>
    public static IEnumerable<string> RunFaults(IEnumerable<string> models, string runs)
    {
        foreach (var model in models)
        {
            if (!Runs(runs).Any(run => run == (model, "-", "hold")))
                yield return $"{model}: is not run as it is";
            if (!Runs(runs).Any(run => run == (model, $"{EndSwitch}=0", "fail")))
                yield return $"{model}: is not shown to reach its end";
        }
    }

    private static IEnumerable<(string Model, string Switches, string Expected)> Runs(string runs) =>
        runs.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(words => (words[0], words[1], words[^1]));

    private static List<string> Steps(string text, Regex step) => [.. step.Matches(text).Select(match => match.Groups[1].Value)];

    private static string Inline(string models, string name) =>
        string.Concat(Regex.Matches(models, $@"^inline {name}\(.*\n(?:(?!\}}).*\n)+", RegexOptions.Multiline).Select(match => match.Value));

    /// <summary>The text of all methods of that name, "Type.Method"; null if there is none.</summary>
    private static string? Method(Func<string, string> code, string method)
    {
        if (method.Split('.') is not [var type, var name])
            return null;
        var found = Regex.Matches(code(type), $@"^    (?:public|private|internal)[^=;\n]*\b{name}(?:<\w+>)?\(.*\n(?:.*\n)??(?:    \{{\n(?:(?!    \}}).*\n)+|        .*;\n|(?=\n))", RegexOptions.Multiline);
        return found.Count == 0 ? null : string.Concat(found.Select(match => match.Value));
    }

    private static IEnumerable<int> Occurrences(string text, string part)
    {
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + 1, StringComparison.Ordinal))
            yield return at;
    }

    [GeneratedRegex(@"^\| `(?<inline>\w+)` \| `(?<method>\w+\.\w+)` \|(?<steps>[^|`]*)\|$", RegexOptions.Multiline)]
    private static partial Regex StepRow();

    [GeneratedRegex(@"^\| (?<switch>[A-Z_]+) \| (?:`(?<method>[^`]+)` \| `(?<code>[^|]+)` \||\| \|)(?<result>[^|]*)\|$", RegexOptions.Multiline)]
    private static partial Regex OrderingRow();

    [GeneratedRegex(@"^\| `(?<method>\w+\.\w+)` \| `(?<code>[^|]+)` \|(?<why>[^|`]+)\|$", RegexOptions.Multiline)]
    private static partial Regex LeftOutRow();

    [GeneratedRegex(@"^Steps in no model,[^:]*: (.*)\.$", RegexOptions.Multiline)]
    private static partial Regex StepsInNoModel();

    [GeneratedRegex(@"([a-z]+) (fails|holds)\b")]
    private static partial Regex Verdict();

    [GeneratedRegex(@"^#define (\w+) 1$", RegexOptions.Multiline)]
    private static partial Regex SwitchDefinition();

    [GeneratedRegex(@"^inline (\w+)\(", RegexOptions.Multiline)]
    private static partial Regex InlineStart();

    [GeneratedRegex(@"reached\((\w+)\)")]
    private static partial Regex ModelStep();

    [GeneratedRegex(@"Reached\(ProtocolStep\.(\w+)\)")]
    private static partial Regex CodeStep();

    [GeneratedRegex(@"Volatile\.\w+\(|Interlocked\.\w+\(")]
    private static partial Regex Access();
}
