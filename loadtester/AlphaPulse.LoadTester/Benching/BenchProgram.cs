using AlphaPulse.LoadTester.Options;

namespace AlphaPulse.LoadTester.Benching;

/// <summary>A built load tester that can be run.</summary>
/// <param name="Directory">As it was typed.</param>
/// <param name="Path">The program, without an ending.</param>
internal sealed record BenchProgram(string Directory, string Path)
{
    private const string Name = "loadtester";

    // Where a clone of this repository has it after a build.
    private static readonly string s_inClone = System.IO.Path.Combine("loadtester", "AlphaPulse.LoadTester", "bin", "Release", "net10.0");

    /// <summary>The program in a directory, or in the clone that the directory is; null if there is none.</summary>
    public static BenchProgram? Find(string directory)
    {
        foreach (var place in new[] { directory, System.IO.Path.Combine(directory, s_inClone) })
        {
            var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(place, Name));
            if (File.Exists(path + ".dll"))
                return new BenchProgram(directory, path);
        }

        return null;
    }

    public static BenchProgram Read(string key, string? directory, FaultList faults)
    {
        if (directory is not null && Find(directory) is { } program)
            return program;
        faults.Add(key, directory is null
            ? $"is missing: {key} DIR"
            : $"'{directory}' has no built load tester: expected {Name}.dll in it or in {System.IO.Path.Combine(directory, s_inClone)} (dotnet build -c Release)");
        return new BenchProgram("", "");
    }
}
