using System.Text.Json;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Profiles;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Verdicts;

/// <summary>
/// What <c>check</c> finds in a results file. Missing sections make the file unreadable; a missing, null or NaN value of a judged
/// metric is a failure; an invalid or interrupted run never passes, whatever its numbers.
/// </summary>
internal sealed record CheckReport
{
    private static readonly string[] s_required = ["status", "exit_code", "config", "throughput", "latency", "resources", "errors", "books", "ci"];

    public required string Status { get; init; }

    public required IReadOnlyList<CheckLine> Lines { get; init; }

    /// <summary>What speaks against the run besides its limits: that nothing was measured, or that it passed in spite of reasons.</summary>
    public required IReadOnlyList<CheckFlaw> Flaws { get; init; }

    /// <summary>Whose limits these are, in a line.</summary>
    public required string Origin { get; init; }

    /// <summary>What the limits leave out and a reader would not expect.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>What the file says the run exited with; null if that is no number.</summary>
    public required double? ExitCode { get; init; }

    /// <summary>Whether limits were given that take the place of those that the run was judged by.</summary>
    public required bool HasTargets { get; init; }

    /// <summary>Whether a run of this status may pass at all. What its own objectives said of it holds unless others were given.</summary>
    public bool IsStatusAcceptable => IsExitCodeOfStatus && (Status is "passed" or "partial" || (HasTargets && (Status is "failed" or "inconclusive")));

    /// <summary>Status and exit code say the same.</summary>
    public bool IsExitCodeOfStatus => ExitCode == Status switch
    {
        "passed" or "partial" => Verdicts.ExitCode.Ok,
        "failed" => Verdicts.ExitCode.ObjectiveMissed,
        "invalid" => Verdicts.ExitCode.Invalid,
        "inconclusive" => Verdicts.ExitCode.Inconclusive,
        "interrupted" => Verdicts.ExitCode.Interrupted,
        _ => double.NaN,
    };

    public bool IsPassed => IsStatusAcceptable && Flaws.Count == 0 && Lines.All(line => line.IsMet);

    /// <param name="path">The results file.</param>
    /// <param name="targets">Limits; null for those that the file says the run was judged by, and the default ones if it says none.</param>
    /// <param name="targetFile">Where the limits are from, if they are given.</param>
    /// <param name="faults">Receives why the file cannot be read.</param>
    public static CheckReport? Read(string path, IReadOnlyList<Objective>? targets, string? targetFile, FaultList faults)
    {
        if (JsonInput.Read(path, RunResults.SchemaName, faults) is not { } root)
            return null;
        var missing = s_required.Where(name => !root.TryGetProperty(name, out _)).ToArray();
        if (missing.Length > 0)
        {
            faults.Add(path, $"lacks {(missing.Length == 1 ? "the field" : "the fields")} {string.Join(", ", missing)}");
            return null;
        }

        var recorded = targets is null ? Recorded(root) : null;
        Objective[] objectives = [.. (targets ?? recorded ?? BuiltInProfiles.DefaultObjectives).Where(objective => IsAsked(root, objective.Metric))];
        return new CheckReport
        {
            ExitCode = ResultsJson.Number(root, "exit_code"),
            HasTargets = targets is not null,
            Status = root.GetProperty("status").ToString(),
            Lines = [.. objectives.Select(objective => Judge(root, objective))],
            Flaws = CheckFlaw.Of(root),
            Origin = targets is not null ? $"judged by {Count(objectives, "target")} of {targetFile}"
                : recorded is not null ? $"judged by the run's own {Count(objectives, "objective")}"
                : $"judged by the {Count(objectives, "default limit")}: the file has none that can be read",
            Warnings = [.. targets is not null ? Ungated(root, objectives) : recorded is not null ? Fewer(root, objectives) : []],
        };
    }

    private static string Count(Objective[] objectives, string what) => $"{objectives.Length} {what}{(objectives.Length == 1 ? "" : "s")}";

    private static IEnumerable<string> Ungated(JsonElement root, Objective[] targets)
    {
        if (ResultsJson.Number(root, Metrics.LostEvents.Path) is > 0 and var lost && !targets.Any(target => target.Metric == Metrics.LostEvents))
            yield return $"the run lost {MetricText.Number(lost)} events, which these targets do not limit";
    }

    // A file says itself what it is judged by. A replay has no rate to be held to, and limits of its own.
    private static IEnumerable<string> Fewer(JsonElement root, Objective[] recorded)
    {
        string[] missing = [.. BuiltInProfiles.DefaultObjectives.Select(objective => objective.Metric).Where(metric => IsAsked(root, metric) && !recorded.Any(objective => objective.Metric == metric)).Select(metric => metric.Name)];
        var isReplay = root.GetProperty("config") is { ValueKind: JsonValueKind.Object } config && config.TryGetProperty("replay", out var replay) && replay.ValueKind == JsonValueKind.Object;
        if (missing.Length > 0 && !isReplay)
            yield return $"the run's own objectives leave out {missing.Length} of the default ones: {string.Join(", ", missing)}";
    }

    private static CheckLine Judge(JsonElement root, Objective objective)
    {
        var value = ResultsJson.Number(root, objective.Metric.Path);
        return new CheckLine(objective.Metric, objective.Limit, value, value is { } number && objective.Metric.IsPossible(number) && objective.Metric.IsMet(number, objective.Limit));
    }

    private static List<Objective>? Recorded(JsonElement root)
    {
        if (!root.TryGetProperty("objectives", out var recorded) || recorded.ValueKind != JsonValueKind.Array || recorded.GetArrayLength() == 0)
            return null;
        var objectives = new List<Objective>();
        foreach (var entry in recorded.EnumerateArray())
        {
            // A limit that cannot be understood must not be skipped: the default ones hold then.
            if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty("metric", out var name) || Metrics.Find(name.ToString()) is not { } metric || ResultsJson.Number(entry, "limit") is not { } limit)
                return null;
            objectives.Add(new Objective(metric, limit));
        }

        return objectives;
    }

    // What a run had switched off has no achievement.
    private static bool IsAsked(JsonElement root, Metric metric) =>
        !(metric == Metrics.TpsAchievement && ResultsJson.Number(root, "config.trades_per_second") == 0)
        && !(metric == Metrics.OpsAchievement && ResultsJson.Number(root, "config.orderbook_updates_per_second") == 0);
}
