using System.Text.RegularExpressions;

namespace AlphaPulse.EndToEnd.Tests.Repository;

/// <summary>Everything that is in the repository is built: what nobody compiles is not there.</summary>
public sealed partial class SolutionTests
{
    [Fact]
    public void Solution_OfTheRepository_HasEveryProject()
    {
        var projects = RepositoryFiles.All.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(projects);
        Assert.Equal(projects, Project().Matches(RepositoryFiles.Read("AlphaPulse.sln")).Select(project => project.Groups[1].Value.Replace('\\', '/')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void SourceFiles_OfTheRepository_AreCompiledUnconditionally()
    {
        Assert.DoesNotContain(RepositoryFiles.CSharp, path => HasCondition(RepositoryFiles.Read(path)));
        var folders = RepositoryFiles.All.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).Select(path => Path.GetDirectoryName(path) + "/").ToList();
        Assert.DoesNotContain(RepositoryFiles.CSharp, path => !folders.Exists(folder => path.StartsWith(folder, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("class A;\n#if DEBUG\nclass B;\n#endif\n", true)]
    [InlineData("  # if NET11_0\n", true)]
    [InlineData("// #if in a comment\nvar a = \"#if\";\n", false)]
    public void HasCondition_PlantedDirective_IsSeen(string text, bool expected) => Assert.Equal(expected, HasCondition(text));

    private static bool HasCondition(string text) => Condition().IsMatch(CSharpText.CodeOnly(text));

    [GeneratedRegex("\"([^\"]+\\.csproj)\"")]
    private static partial Regex Project();

    [GeneratedRegex(@"^\s*#\s*(if|elif)\b", RegexOptions.Multiline)]
    private static partial Regex Condition();
}
