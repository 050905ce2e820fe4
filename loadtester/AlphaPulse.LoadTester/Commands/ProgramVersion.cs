using System.Reflection;

namespace AlphaPulse.LoadTester.Commands;

/// <summary>Version and source revision, as the build put them into the assembly.</summary>
internal static class ProgramVersion
{
    private static readonly string s_informational =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    public static string Text => $"loadtester {s_informational}";

    /// <summary>The revision after the '+', or null in a build outside a repository.</summary>
    public static string? Commit => s_informational.Split('+') is [_, var commit, ..] ? commit : null;
}
