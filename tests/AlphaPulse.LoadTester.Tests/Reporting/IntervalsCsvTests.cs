using System.Globalization;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Reporting.Csv;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Tests.Reporting;

public sealed class IntervalsCsvTests
{
    [Fact]
    public void Of_ARun_IsALineAnInterval()
    {
        const string expected = """
            run,at_secs,trades,orderbook_updates,scheduled_trades,scheduled_orderbook_updates,write_p50_ns,write_p99_ns,write_max_ns,delivery_p50_ns,delivery_p99_ns,cpu_percent,memory_mb,feedsim_cpu_percent_of_core,feedsim_private_mb,feedengine_cpu_percent_of_core,feedengine_private_mb,loadtester_cpu_percent_of_core,loadtester_private_mb
            baseline,1,30000,15000,30000,15000,41,300,9000,900,50000,8.1,171,7.5,60,7.1,50,2,46

            """;

        Assert.Equal(expected, IntervalsCsv.Of([ReportSamples.Passed]));
    }

    [Fact]
    public void Of_AnyRuns_HasTheSameColumnsInEachLine()
    {
        var lines = IntervalsCsv.Of([.. ReportSamples.All.Where(run => run.Name != ReportSamples.Hostile)]).TrimEnd('\n').Split('\n');

        Assert.Equal(1 + ReportSamples.All.Sum(run => run.Results.Intervals.Count) - 1, lines.Length);
        Assert.Single(lines.Select(line => line.Count(character => character == ',')).Distinct());
    }

    [Fact]
    public void Of_AnIntervalWithoutProcesses_LeavesThemEmpty()
    {
        var results = SampleResults.Good();
        var interval = results.Intervals[0];
        var run = new ReportedRun("r", results with { Intervals = [interval with { Processes = [], ScheduledTrades = null, ScheduledOrderbookUpdates = null, WriteP99Ns = null }, interval with { Processes = [[1, 2], [], [3.5, 4]] }] });

        var lines = IntervalsCsv.Of([run]).Split('\n');

        Assert.Equal("r,1,30000,15000,,,41,,9000,900,50000,8.1,171,,,,,,", lines[1]);
        Assert.EndsWith(",1,2,,,3.5,4", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_TwoProcessesOfOneName_HaveColumnsOfTheirOwn()
    {
        var results = SampleResults.Good();
        var process = new ProcessResults { Name = "feedsim" };
        var run = new ReportedRun("r", results with { Resources = results.Resources with { Processes = [process, process] }, Intervals = [results.Intervals[0] with { Processes = [[1, 2], [3, 4]] }] });

        var lines = IntervalsCsv.Of([run]).Split('\n');

        Assert.EndsWith("feedsim_cpu_percent_of_core,feedsim_private_mb,feedsim_2_cpu_percent_of_core,feedsim_2_private_mb", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(",1,2,3,4", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ANameWithSeparators_IsQuoted()
    {
        var text = IntervalsCsv.Of([ReportSamples.Passed with { Name = "a,\"b\"\nc" }]);

        Assert.Contains("\n\"a,\"\"b\"\"\nc\",1,", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AnotherCulture_WritesPoints()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
            Assert.Contains(",8.1,171,7.5,60,", IntervalsCsv.Of([ReportSamples.Passed]), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
