using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Reporting.Junit;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Tests.Reporting;

public sealed class JunitReportTests
{
    [Fact]
    public void Of_AFailedRun_IsTheGoldenText() => Golden.Verify("report-failed.xml", JunitReport.Of([ReportSamples.Failed]));

    [Fact]
    public void Of_EveryOutcome_ConformsToTheSchema()
    {
        Assert.Empty(Faults(JunitReport.Of(ReportSamples.All)));
        foreach (var run in ReportSamples.All)
            Assert.Empty(Faults(JunitReport.Of([run])));
    }

    [Theory]
    [InlineData("tests=\"", "tests=\"-")]
    [InlineData("<testcase name=", "<testcase title=")]
    [InlineData("timestamp=\"2026-", "timestamp=\"26-")]
    [InlineData("<failure ", "<fail ")]
    [InlineData(" hostname=\"localhost\"", "")]
    public void Schema_PlantedFault_IsSeen(string text, string replacement)
    {
        var xml = JunitReport.Of([ReportSamples.Failed]);
        Assert.Contains(text, xml, StringComparison.Ordinal);

        Assert.NotEmpty(Faults(xml.Replace(text, replacement, StringComparison.Ordinal).Replace("</failure>", replacement == "<fail " ? "</fail>" : "</failure>", StringComparison.Ordinal)));
    }

    [Fact]
    public void Of_EveryOutcome_IsGreenExactlyIfTheExitCodeIsZero()
    {
        foreach (var run in ReportSamples.All)
        {
            var suite = Suite(run);
            var red = suite.Descendants("failure").Count() + suite.Descendants("error").Count();

            Assert.True(red == 0 == (run.Results.ExitCode == ExitCode.Ok), $"{run.Name}: exit code {run.Results.ExitCode}, {red} red");
            Assert.Equal(suite.Descendants("testcase").Count(), (int)suite.Attribute("tests")!);
            Assert.Equal(suite.Descendants("failure").Count(), (int)suite.Attribute("failures")!);
            Assert.Equal(suite.Descendants("error").Count(), (int)suite.Attribute("errors")!);
            Assert.Equal(suite.Descendants("skipped").Count(), (int)suite.Attribute("skipped")!);
            Assert.Equal(run.Results.Objectives.Count + 1, (int)suite.Attribute("tests")!);
        }
    }

    [Fact]
    public void Of_AMissedObjective_SaysWhatWasFound()
    {
        var failure = Suite(ReportSamples.Failed).Descendants("testcase").Single(testCase => ((string)testCase.Attribute("name")!).StartsWith("write P99 <", StringComparison.Ordinal)).Element("failure")!;

        Assert.Equal("found 12,345 ns", (string)failure.Attribute("message")!);
        Assert.Contains("objective missed: write P99 <", failure.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AFailureThatNoObjectiveTells_IsTheRunsOwn()
    {
        var passed = ReportSamples.Passed.Results;
        var run = new ReportedRun("r", passed with { Status = RunStatus.Failed, ExitCode = ExitCode.ObjectiveMissed, Reasons = ["3 duplicates were delivered"] });

        var failure = Assert.Single(Suite(run).Descendants("failure"));

        Assert.Equal("the run is valid", (string)failure.Parent!.Attribute("name")!);
        Assert.Contains("3 duplicates were delivered", (string)failure.Attribute("message")!, StringComparison.Ordinal);
    }

    private static XElement Suite(ReportedRun run) => Assert.Single(XDocument.Parse(JunitReport.Of([run])).Root!.Elements("testsuite"));

    private static List<string> Faults(string xml)
    {
        var faults = new List<string>();
        var schemas = new XmlSchemaSet();
        using (var schema = XmlReader.Create(Path.Combine(Repository.Root, "tests", "AlphaPulse.LoadTester.Tests", "Reporting", "junit.xsd")))
            schemas.Add(null, schema);
        XDocument.Parse(xml).Validate(schemas, (_, fault) => faults.Add(fault.Message));
        return faults;
    }
}
