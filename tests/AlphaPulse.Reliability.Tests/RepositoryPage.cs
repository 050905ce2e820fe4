namespace AlphaPulse.Reliability.Tests;

/// <summary>The page that the matrix is written into.</summary>
internal static class RepositoryPage
{
    internal static string FullPath { get; } = Path.Combine(Root(), "docs", "reliability.md");

    internal static string Read() => File.ReadAllText(FullPath);

    private static string Root()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "AlphaPulse.sln")))
                return directory.FullName;
        }

        throw new DirectoryNotFoundException($"no AlphaPulse.sln above {AppContext.BaseDirectory}");
    }
}
