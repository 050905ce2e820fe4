using System.Globalization;
using System.Text.RegularExpressions;

namespace AlphaPulse.EndToEnd.Tests.Repository;

/// <summary>Documents against code: every exit code of every program is explained, and none that no program has.</summary>
public sealed partial class ExitCodesTests
{
    private static readonly Dictionary<string, string> s_programs = new()
    {
        ["loadtester"] = "loadtester",
        ["feedsim"] = "feedsim",
        ["engine"] = "feedengine",
        ["benchmarks"] = "benchmarks",
        ["ringtool"] = "ringtool",
    };

    [Fact]
    public void Documents_ExitCodesOfEachProgram_AreThoseOfTheCode()
    {
        var files = RepositoryFiles.All.Where(path => path.EndsWith("/ExitCode.cs", StringComparison.Ordinal)).ToList();
        var coded = files.SelectMany(path => Coded(RepositoryFiles.Read(path)).Select(code => $"{code} {s_programs[path.Split('/')[0]]}")).Order(StringComparer.Ordinal);
        var documented = Rows(RepositoryFiles.Read("docs/measuring.md")).SelectMany(row => row.Cells[^1].Split(", ").Select(program => $"{row.Code} {program}")).Order(StringComparer.Ordinal);

        Assert.Equal(s_programs.Count, files.Count);
        Assert.Equal(coded, documented);
    }

    [Fact]
    public void Readme_ExitCodesOfTheLoadTester_AreThoseOfTheCode() =>
        Assert.Equal(Coded(LoadTester("ExitCode")).Order(), Rows(RepositoryFiles.Read("README.md")).Select(row => row.Code).Order());

    [Fact]
    public void Documents_EachStatus_HasItsExitCode()
    {
        var statuses = StatusName().Matches(LoadTester("RunStatus")).Select(match => match.Groups[1].Value.ToLowerInvariant()).Order(StringComparer.Ordinal).ToList();
        var documented = Rows(RepositoryFiles.Read("docs/measuring.md")).SelectMany(row => CodeSpan().Matches(row.Cells[0]).Select(match => match.Groups[1].Value));

        Assert.Contains("passed", statuses);
        Assert.Equal(statuses, documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Readers_TextOfBothKinds_AreTakenApart()
    {
        Assert.Equal([0, 130], Coded("public const int Ok = 0;\n    internal const int Interrupted = 130;\n"));
        var row = Assert.Single(Rows("| code | status | programs |\n|---|---|---|\n| 10 | `failed` | a, b |\n10 | x |\n"));
        Assert.Equal((10, "`failed`", "a, b"), (row.Code, row.Cells[0], row.Cells[^1]));
    }

    private static string LoadTester(string type) => RepositoryFiles.Read($"loadtester/AlphaPulse.LoadTester/Verdicts/{type}.cs");

    private static IEnumerable<int> Coded(string source) => Constant().Matches(source).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

    /// <summary>Rows whose first cell is a number.</summary>
    private static IEnumerable<(int Code, string[] Cells)> Rows(string markdown) =>
        from line in markdown.Split('\n')
        let cells = line.Split('|', StringSplitOptions.TrimEntries)
        where line.StartsWith('|') && cells.Length > 3 && int.TryParse(cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out _)
        select (int.Parse(cells[1], CultureInfo.InvariantCulture), cells[2..^1]);

    [GeneratedRegex(@"const int \w+ = (\d+);")]
    private static partial Regex Constant();

    [GeneratedRegex(@"^\s+(\w+),", RegexOptions.Multiline)]
    private static partial Regex StatusName();

    [GeneratedRegex("`([a-z]+)`")]
    private static partial Regex CodeSpan();
}
