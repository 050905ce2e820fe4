using System.Text.RegularExpressions;

namespace AlphaPulse.EndToEnd.Tests.Repository;

/// <summary>Documents against the repository: every file that they link to is there.</summary>
public sealed partial class DocumentedFilesTests
{
    [Fact]
    public void Documents_EveryFileLinked_Exists()
    {
        var documents = RepositoryFiles.All.Where(path => path.EndsWith(".md", StringComparison.Ordinal)).ToList();
        Assert.Contains("README.md", documents);
        var faults = documents.SelectMany(path => Faults(path, RepositoryFiles.Read(path))).ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Theory]
    [InlineData("docs/a.md", "see [the page](gone.md#part)", "docs/a.md: there is no docs/gone.md")]
    [InlineData("README.md", "![a picture](docs/gone.svg)", "README.md: there is no docs/gone.svg")]
    [InlineData("docs/a.md", "[up](../README.md) [out](https://example.org/x.md) [here](#part)", null)]
    public void Faults_LinkToAFileThatIsNotThere_IsReported(string path, string text, string? expected) => Assert.Equal(expected is null ? [] : [expected], Faults(path, text));

    [Fact]
    public void Decisions_Numbers_AreUniqueAndThoseOfTheirTitles()
    {
        var numbers = RepositoryFiles.All.Where(path => path.StartsWith("docs/decisions/", StringComparison.Ordinal)).Select(path => (Path: path, Number: Path.GetFileName(path)[..3])).ToList();
        Assert.True(numbers.Count >= 7);
        Assert.Equal(numbers.Count, numbers.DistinctBy(decision => decision.Number).Count());
        Assert.All(numbers, decision => Assert.StartsWith($"# {decision.Number}", RepositoryFiles.Read(decision.Path), StringComparison.Ordinal));
    }

    private static IEnumerable<string> Faults(string path, string text)
    {
        foreach (var target in Link().Matches(text).Select(link => link.Groups["path"].Value))
        {
            var full = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(RepositoryFiles.FullPath(path))!, target));
            if (!File.Exists(full) && !Directory.Exists(full))
                yield return $"{path}: there is no {Path.GetRelativePath(RepositoryFiles.Root, full)}";
        }
    }

    [GeneratedRegex(@"\]\((?!\w+:)(?<path>[^)#\s]+)(?:#[^)\s]*)?\)")]
    private static partial Regex Link();
}
