using System.Text.Json;

namespace AlphaPulse.LoadTester.Comparing;

/// <summary>What a run was asked to do, as its results file says: every field of <c>config</c> that changes what is measured, as JSON text.</summary>
internal sealed record Load(IReadOnlyDictionary<string, string> Fields)
{
    // Where a run lies and what its random numbers start from is no part of its load.
    private static readonly string[] s_noLoad = ["profile", "directory", "directory_is_tmpfs", "attach", "seed"];

    /// <param name="config">Of a results file.</param>
    public static Load Of(JsonElement config) => new(config.ValueKind == JsonValueKind.Object
        ? config.EnumerateObject().Where(property => !s_noLoad.Contains(property.Name)).ToDictionary(property => property.Name, property => property.Value.GetRawText())
        : []);

    /// <summary>In what another load differs, a phrase each; fields that only one of the two versions knows do not count.</summary>
    public IEnumerable<string> DifferencesTo(Load other)
    {
        foreach (var (name, value) in Fields)
        {
            if (other.Fields.TryGetValue(name, out var others) && value != others)
                yield return $"{name} {value} and {others}";
        }
    }

    /// <summary>What people ask for first.</summary>
    public override string ToString() =>
        Fields.TryGetValue("replay", out var replay) && replay != "null"
            ? "a replay"
            : $"{Field("exchanges")} x ({Field("trades_per_second")} + {Field("orderbook_updates_per_second")})/s for {Field("duration_secs")} s";

    private string Field(string name) => Fields.GetValueOrDefault(name, "?");
}
