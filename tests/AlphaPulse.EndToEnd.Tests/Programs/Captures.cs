using AlphaPulse.EndToEnd.Tests.Repository;

namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>The real captures, in ../shared/data beside the repository or where ALPHAPULSE_DATA says.</summary>
internal static class Captures
{
    /// <summary>Path of a capture; skips the test where the folder is missing, and fails it under CI=true.</summary>
    public static string PathOf(string relative)
    {
        var folder = Environment.GetEnvironmentVariable("ALPHAPULSE_DATA") is { Length: > 0 } given ? given : Path.Combine(RepositoryFiles.Root, "..", "shared", "data");
        var path = Path.GetFullPath(Path.Combine(folder, relative));
        if (!File.Exists(path))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"{path} is missing");
            Assert.Skip($"{path} is missing");
        }

        return path;
    }
}
