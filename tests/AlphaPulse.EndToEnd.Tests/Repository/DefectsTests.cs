using System.Text.RegularExpressions;

namespace AlphaPulse.EndToEnd.Tests.Repository;

/// <summary>docs/defects.md against the tests: each defect has some, and each test that it names exists.</summary>
public sealed partial class DefectsTests
{
    [Fact]
    public void Defects_EveryOne_HasTestsThatExist()
    {
        var table = RepositoryFiles.Read("docs/defects.md");
        Assert.Equal(Enumerable.Range(1, 28).Select(number => $"D-{number:00}"), Rows(table).Select(row => row.Id));
        var faults = Faults(table, TestMethods.OfTheRepository());
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Theory]
    [InlineData("| D-01 | a | b | `N.C.Gone` |", "D-01: there is no test N.C.Gone")]
    [InlineData("| D-01 | a | b | |", "D-01 has no test")]
    public void Faults_TestMissing_IsReported(string table, string expected) => Assert.Equal([expected], Faults(table, new HashSet<string> { "N.C.Here" }));

    [Fact]
    public void In_TestsOfEveryForm_AreFoundAndSkippedOnesAreNot()
    {
        const string Source = """
            namespace A.B;

            public sealed class CTests
            {
                [Fact]
                public void One_X_Y() => Assert.True(true);

                [Theory]
                [InlineData(1)]
                public async Task Two_X_Y(int a)
                {
                }

                [Fact(Skip = "later")]
                public void Three_X_Y() { }

                // [Fact]
                public void Four_X_Y() { }
            }
            """;
        Assert.Equal(["A.B.CTests.One_X_Y", "A.B.CTests.Two_X_Y"], TestMethods.In(Source));
    }

    private static List<string> Faults(string table, IReadOnlySet<string> tests)
    {
        var faults = new List<string>();
        foreach (var (id, named) in Rows(table))
        {
            if (named.Count == 0)
                faults.Add($"{id} has no test");
            faults.AddRange(named.Where(test => !tests.Contains(test)).Select(test => $"{id}: there is no test {test}"));
        }

        return faults;
    }

    private static IEnumerable<(string Id, List<string> Tests)> Rows(string table) =>
        Row().Matches(table).Select(row => (row.Groups["id"].Value, Quoted().Matches(row.Groups["tests"].Value).Select(test => test.Groups[1].Value).ToList()));

    [GeneratedRegex(@"^\| (?<id>D-\d\d) \|[^|]*\|[^|]*\|(?<tests>[^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
