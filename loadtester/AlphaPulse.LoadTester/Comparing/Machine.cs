using System.Text.Json;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Comparing;

/// <summary>What a result depends on besides the program: numbers of machines that differ in it are not compared for a verdict.</summary>
internal sealed record Machine
{
    public string CpuModel { get; init; } = "";

    public int Cores { get; init; }

    public string Kernel { get; init; } = "";

    /// <summary>Of the processor's frequency; empty where the machine shows none, as most virtual ones do.</summary>
    public string Governor { get; init; } = "";

    public string Runtime { get; init; } = "";

    /// <param name="environment">Of a results file.</param>
    public static Machine Of(JsonElement environment) => new()
    {
        CpuModel = ResultsJson.Text(environment, "cpu_model"),
        Cores = environment.ValueKind == JsonValueKind.Object && environment.TryGetProperty("cores", out var cores) && cores.ValueKind == JsonValueKind.Number && cores.TryGetInt32(out var count) ? count : 0,
        Kernel = ResultsJson.Text(environment, "kernel"),
        Governor = ResultsJson.Text(environment, "governor"),
        Runtime = ResultsJson.Text(environment, "runtime"),
    };

    /// <summary>In what another machine differs, a phrase each.</summary>
    public IEnumerable<string> DifferencesTo(Machine other)
    {
        if (CpuModel != other.CpuModel)
            yield return $"processor {Name(CpuModel)} and {Name(other.CpuModel)}";
        if (Cores != other.Cores)
            yield return $"{Cores} and {other.Cores} cores";
        if (Kernel != other.Kernel)
            yield return $"kernel {Name(Kernel)} and {Name(other.Kernel)}";
        if (Governor != other.Governor)
            yield return $"frequency governor {Name(Governor)} and {Name(other.Governor)}";
        if (Runtime != other.Runtime)
            yield return $"runtime {Name(Runtime)} and {Name(other.Runtime)}";
    }

    private static string Name(string text) => text.Length == 0 ? "none" : text;
}
