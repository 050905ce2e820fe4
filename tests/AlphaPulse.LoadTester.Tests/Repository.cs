namespace AlphaPulse.LoadTester.Tests;

/// <summary>The clone that the tests were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var directory = AppContext.BaseDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (File.Exists(Path.Combine(directory, "AlphaPulse.sln")))
                return directory;
        }

        throw new InvalidOperationException($"no AlphaPulse.sln above {AppContext.BaseDirectory}");
    }
}
