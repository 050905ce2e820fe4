namespace AlphaPulse.LoadTester.Chaos;

/// <summary>The faults' names, as options and reports spell them.</summary>
internal static class ChaosFaults
{
    public static readonly IReadOnlyList<string> Names = ["writer-kill", "writer-stop", "stage-fault", "engine-kill", "engine-stop", "sampler-kill", "disk-full", "corrupt-cursor"];

    public static string NameOf(ChaosFault fault) => Names[(int)fault];

    public static ChaosFault Parse(string name) => (ChaosFault)Names.ToList().IndexOf(name);
}
