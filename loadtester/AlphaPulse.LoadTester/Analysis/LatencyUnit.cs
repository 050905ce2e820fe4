using System.Globalization;
using AlphaPulse.LoadTester.Options;

namespace AlphaPulse.LoadTester.Analysis;

/// <summary>What latencies are printed in.</summary>
/// <param name="Name">As it is typed and printed.</param>
/// <param name="Nanoseconds">How many make one.</param>
internal sealed record LatencyUnit(string Name, double Nanoseconds)
{
    public static readonly LatencyUnit Ns = new("ns", 1);
    public static readonly LatencyUnit Ms = new("ms", 1e6);

    public static readonly IReadOnlyList<LatencyUnit> All = [Ns, new("us", 1e3), Ms, new("s", 1e9)];

    /// <summary>Nanoseconds as text: whole in ns, else with three digits.</summary>
    public string Text(double ns) => (ns / Nanoseconds).ToString(this == Ns ? "#,0" : "#,0.000", CultureInfo.InvariantCulture);

    /// <summary>Null if none was typed; a fault if there is no such unit.</summary>
    public static LatencyUnit? Read(string? typed, FaultList faults)
    {
        if (typed is null)
            return null;
        var name = faults.Word("--unit", typed, [.. All.Select(unit => unit.Name)]);
        return All.First(unit => unit.Name == name);
    }
}
