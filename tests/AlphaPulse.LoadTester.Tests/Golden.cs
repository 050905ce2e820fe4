namespace AlphaPulse.LoadTester.Tests;

/// <summary>
/// Compares text with a file of Golden/. ALPHAPULSE_UPDATE_GOLDEN=1 writes the files instead, to be read before they are committed.
/// </summary>
internal static class Golden
{
    public static void Verify(string name, string actual)
    {
        var path = Path.Combine(Repository.Root, "tests", "AlphaPulse.LoadTester.Tests", "Golden", name);
        if (Environment.GetEnvironmentVariable("ALPHAPULSE_UPDATE_GOLDEN") == "1")
            File.WriteAllText(path, actual);
        Assert.True(File.Exists(path), $"there is no golden file {path}");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
