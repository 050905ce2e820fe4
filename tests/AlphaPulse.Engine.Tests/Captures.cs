
namespace AlphaPulse.Engine.Tests;

/// <summary>The real captures, in ../shared/data beside the repository or where ALPHAPULSE_DATA says.</summary>
internal static class Captures
{
    /// <summary>Path of a capture; skips the test where the folder is missing, and fails it under CI=true.</summary>
    public static string Path(string relative)
    {
        var folder = Environment.GetEnvironmentVariable("ALPHAPULSE_DATA") is { Length: > 0 } given ? given : Beside();
        var path = System.IO.Path.Combine(folder, relative);
        if (!File.Exists(path))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"{path} is missing");
            Assert.Skip($"{path} is missing");
        }

        return path;
    }

    private static string Beside()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(System.IO.Path.Combine(directory.FullName, "AlphaPulse.sln")))
            directory = directory.Parent;
        return System.IO.Path.Combine(directory?.FullName ?? ".", "..", "shared", "data");
    }
}
