using System.Globalization;

namespace AlphaPulse.Reliability.Tests.Soaking;

/// <summary>What a soak did.</summary>
internal sealed class SoakCounts
{
    private readonly SortedDictionary<string, long> _actions = [];

    internal List<double> GoOnMs { get; } = [];

    internal long Records { get; set; }

    internal long Lost { get; set; }

    internal long this[string action] => _actions.GetValueOrDefault(action);

    internal void Count(string action) => _actions[action] = this[action] + 1;

    public override string ToString()
    {
        GoOnMs.Sort();
        var actions = string.Join(", ", _actions.Select(p => $"{p.Value} {p.Key}"));
        var times = GoOnMs.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; after a death survivors went on within {GoOnMs[GoOnMs.Count / 2]:F1} ms (median), {GoOnMs[^1]:F1} ms (longest of {GoOnMs.Count})");
        return string.Create(CultureInfo.InvariantCulture, $"{actions}; {Records:N0} records, observers lost {Lost:N0} of theirs{times}");
    }
}
