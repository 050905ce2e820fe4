using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace AlphaPulse.EndToEnd.Tests.Repository;

/// <summary>
/// Who may use whom: RingBuffer ← Telemetry ← MarketData ← {feedsim, feedengine} and loadtester. The load tester starts the two programs and
/// references neither; the two know nothing of each other. The ring tool knows rings only. The libraries use no package at all.
/// </summary>
internal static class AssemblyReferences
{
    private const string Ring = "AlphaPulse.RingBuffer", Telemetry = "AlphaPulse.Telemetry", MarketData = "AlphaPulse.MarketData";

    /// <summary>Everything an assembly may reference besides the framework.</summary>
    public static IReadOnlyDictionary<string, string[]> Allowed { get; } = new Dictionary<string, string[]>
    {
        [Ring] = [],
        [Telemetry] = [Ring],
        [MarketData] = [Ring, Telemetry],
        ["feedsim"] = [Ring, Telemetry, MarketData, "CommandLine"],
        ["feedengine"] = [Ring, Telemetry, MarketData, "CommandLine"],
        ["ringtool"] = [Ring, "CommandLine"],
        ["loadtester"] = [Ring, Telemetry, MarketData, "CommandLine", "MathNet.Numerics", "Spectre.Console", "YamlDotNet"],
    };

    /// <summary>The references in an assembly's own metadata: what its code really uses, whatever its project file says.</summary>
    public static IReadOnlyList<string> Of(string assemblyPath)
    {
        using var file = File.OpenRead(assemblyPath);
        using var portable = new PEReader(file);
        var metadata = portable.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }

    public static IEnumerable<string> Faults(string assembly, IEnumerable<string> references) =>
        references.Where(reference => !IsFramework(reference) && !Allowed[assembly].Contains(reference))
            .Select(reference => $"{assembly} references {reference}; allowed: {string.Join(", ", Allowed[assembly])}");

    private static bool IsFramework(string reference) =>
        reference is "System" or "mscorlib" or "netstandard" || reference.StartsWith("System.", StringComparison.Ordinal)
        || reference.StartsWith("Microsoft.Win32.", StringComparison.Ordinal);
}
