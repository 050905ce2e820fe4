namespace AlphaPulse.LoadTester.Tests.RealRuns;

/// <summary>The captures beside the clone, or where ALPHAPULSE_DATA says. Missing: skipped, but a failure under CI=true.</summary>
internal static class CaptureData
{
    public static string Require()
    {
        var path = Environment.GetEnvironmentVariable("ALPHAPULSE_DATA") ?? Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data"));
        if (Directory.Exists(path))
            return path;
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"the captures are missing: {path}");
        Assert.Skip($"the captures are missing: {path}");
        return path;
    }
}
