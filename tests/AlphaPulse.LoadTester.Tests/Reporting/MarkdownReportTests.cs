using AlphaPulse.LoadTester.Reporting.Markdown;

namespace AlphaPulse.LoadTester.Tests.Reporting;

public sealed class MarkdownReportTests
{
    [Fact]
    public void Of_AFailedRun_IsTheGoldenText() => Golden.Verify("report-failed.md", MarkdownReport.Of([ReportSamples.Failed]));

    [Fact]
    public void Of_SeveralRuns_IsTheGoldenText() => Golden.Verify("report-compared.md", MarkdownReport.Of([ReportSamples.Passed, ReportSamples.Failed, ReportSamples.Undecided]));

    [Fact]
    public void Of_EveryOutcome_HasVerdictAndWholeTables()
    {
        foreach (var run in ReportSamples.All)
        {
            var lines = MarkdownReport.Of([run]).Split('\n');

            Assert.StartsWith("## ", lines[0], StringComparison.Ordinal);
            foreach (var table in Tables(lines))
                Assert.Single(table.Select(Cells).Distinct());
        }
    }

    [Fact]
    public void Of_TextsThatAreMarkup_ShowsThemAsTheyAre()
    {
        var text = MarkdownReport.Of([ReportSamples.WithHostileTexts]);

        Assert.Contains(@"\</script\>\<b\>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("</script>", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u0001', text);
        Assert.DoesNotContain('\r', text);
    }

    private static IEnumerable<List<string>> Tables(string[] lines)
    {
        var table = new List<string>();
        foreach (var line in lines.Append(""))
        {
            if (line.StartsWith('|'))
            {
                table.Add(line);
            }
            else if (table.Count > 0)
            {
                yield return table;
                table = [];
            }
        }
    }

    private static int Cells(string line) => line.Replace(@"\\", "", StringComparison.Ordinal).Replace(@"\|", "", StringComparison.Ordinal).Count(character => character == '|');
}
