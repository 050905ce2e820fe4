using System.Globalization;

namespace AlphaPulse.Reliability.Tests.Soaking;

/// <summary>What a soak did.</summary>
internal sealed class SoakCounts
{
    internal const string Arrivals = "arrivals";
    internal const string Closes = "closes";
    internal const string Continuations = "continuations";
    internal const string Departures = "departures";
    internal const string KillsOfRunning = "kills of running processes";
    internal const string KillsOfStopped = "kills of stopped processes";
    internal const string Laps = "laps of observers";
    internal const string Rings = "rings";
    internal const string StopsAnywhere = "stops anywhere";
    internal const string StopsAtSteps = "stops at steps";

    private readonly Dictionary<string, long> _actions = [];

    internal static IReadOnlyList<string> Actions { get; } =
        [Arrivals, Departures, KillsOfRunning, KillsOfStopped, StopsAnywhere, StopsAtSteps, Continuations, Closes, Laps, Rings];

    internal List<double> GoOnMs { get; } = [];

    internal long Records { get; set; }

    internal long Lost { get; set; }

    internal long this[string action] => _actions.GetValueOrDefault(action);

    internal void Count(string action) => _actions[action] = this[action] + 1;

    public override string ToString()
    {
        GoOnMs.Sort();
        var actions = string.Join(", ", Actions.Select(action => $"{this[action]} {action}"));
        var times = GoOnMs.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; after a death survivors went on within {GoOnMs[GoOnMs.Count / 2]:F1} ms (median), {GoOnMs[^1]:F1} ms (longest of {GoOnMs.Count})");
        return string.Create(CultureInfo.InvariantCulture, $"{actions}; {Records:N0} records, observers lost {Lost:N0} of theirs{times}");
    }
}
