using System.Text.Json;

namespace AlphaPulse.LoadTester.Doctor.Checks;

/// <summary>
/// The garbage collector and compiler of the programs: what they are built for, and what the environment turns round. They are built
/// without a second compilation (which would fall into the measurement) and without a background collector.
/// </summary>
internal static class CollectorCheck
{
    private static readonly string[] s_programs = ["feedsim", "feedengine"];

    // Each changes what is measured; those that only tell (PerfMapEnabled) are not among them.
    private static readonly (string Name, string Harmless)[] s_variables =
    [
        ("gcServer", "0"), ("gcConcurrent", "0"), ("GCStress", "0"), ("GCHeapHardLimit", ""), ("GCHeapHardLimitPercent", ""), ("GCConserveMemory", "0"), ("GCgen0size", ""),
        ("GCHeapCount", ""), ("TieredCompilation", "0"), ("TieredPGO", "0"), ("ReadyToRun", "1"), ("JITMinOpts", "0"),
    ];

    public static Finding Look(HostView host)
    {
        var found = new List<string>();
        foreach (var (name, harmless) in s_variables)
        {
            foreach (var variable in new[] { $"DOTNET_{name}", $"COMPlus_{name}" })
            {
                if (host.Variable(variable) is { Length: > 0 } value && value != harmless)
                    found.Add($"{variable}={value}");
            }
        }

        foreach (var program in s_programs)
            found.AddRange(Configured(host.ProgramsDirectory, program));
        return found.Count == 0
            ? Finding.Ok($"workstation, not concurrent; one compilation")
            : Finding.Warning($"{string.Join(", ", found)}", "the programs were built for a workstation collector and one compilation: unset the variables, or restore the runtimeconfig.json");
    }

    private static List<string> Configured(string directory, string program)
    {
        var found = new List<string>();
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(directory, $"{program}.runtimeconfig.json")));
            var properties = document.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties");
            foreach (var (name, expected) in new[] { ("System.GC.Server", false), ("System.GC.Concurrent", false), ("System.Runtime.TieredCompilation", false) })
            {
                var isOn = properties.TryGetProperty(name, out var value) ? value.ToString() is "True" or "true" : name != "System.GC.Server";
                if (isOn != expected)
                    found.Add($"{program}: {name} is {(isOn ? "on" : "off")}");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            found.Add($"{program}.runtimeconfig.json cannot be read");
        }

        return found;
    }
}
