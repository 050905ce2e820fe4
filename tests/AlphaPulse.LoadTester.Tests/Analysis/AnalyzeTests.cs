using System.Globalization;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Tests.Analysis;

public sealed class AnalyzeTests : IDisposable
{
    private const long Second = 1_000_000_000;

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Analyze_Log_ShowsEverySeries()
    {
        var run = CommandRun.Of("analyze", Log());

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Golden.Verify("analyze-log.txt", run.Output);
    }

    [Fact]
    public void Analyze_OneTag_ShowsItInDetail()
    {
        var run = CommandRun.Of("analyze", Log(), "--tag", "lag", "--unit", "us");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Golden.Verify("analyze-log-lag.txt", run.Output);
    }

    [Theory]
    [InlineData("0", "0.5", "1,000")]
    [InlineData("0.5", "1.5", "1,000")]
    [InlineData("0.9", "2", "2,000")]
    [InlineData("0", "9", "10,000")]
    public void Analyze_TimeRange_TakesWhatBeginsWithinIt(string start, string end, string samples)
    {
        var run = CommandRun.Of("analyze", Log(), "--tag", "(untagged)", "--start", start, "--end", end);

        Assert.Contains($"samples {samples,19}\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Analyze_TagsAsked_AreALineEach()
    {
        Assert.Equal("(untagged)\nlag\n", CommandRun.Of("analyze", Log(), "--list-tags").Output);
    }

    [Fact]
    public void Analyze_Files_HoldTheSeriesThatWasAsked()
    {
        var (hgrm, csv, intervals) = (Path("a.hgrm"), Path("a.csv"), Path("a.int"));

        var run = CommandRun.Of("analyze", Log(), "--tag", "lag", "--hgrm", hgrm, "--csv", csv, "--intervals", intervals);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("#[Overall percentile distribution between 0.000 and <Infinite> seconds (relative to StartTime)]\n#[StartTime: 1795235458.602 (seconds since epoch), Sat Nov 21 04:30:58 UTC 2026]\n       Value     Percentile TotalCount 1/(1-Percentile)\n\n      10.000 0.000000000000       1000           1.00\n", File.ReadAllText(hgrm), StringComparison.Ordinal);
        Assert.Contains("\n10.000,0.000000000000,1000,1.00\n", File.ReadAllText(csv), StringComparison.Ordinal);
        Assert.Equal(13, File.ReadAllLines(intervals).Length);
        Assert.StartsWith("1.000,1000,10.000,10.000,10.000,1000,10.000,", File.ReadAllLines(intervals)[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Analyze_CutLastLine_IsSaid()
    {
        var path = Log();
        File.WriteAllText(path, File.ReadAllText(path)[..^30]);

        var run = CommandRun.Of("analyze", path);

        Assert.Equal(0, run.ExitCode);
        Assert.EndsWith("The last line is cut off, as a killed writer leaves it, and was left out.\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Analyze_Results_ShowsTheirHistograms()
    {
        var histogram = new LongHistogram(HistogramLayout.LatencyNs);
        for (var value = 1; value <= 2_000; value++)
            histogram.RecordValue(value);
        var results = SampleResults.Good() with { Histograms = new HistogramResults { Write = HistogramEncoding.ToBase64(histogram), Lag = HistogramEncoding.ToBase64(histogram) } };
        var path = _directory.Write("results.json", ResultsJson.ToText(results));

        var all = CommandRun.Of("analyze", path);
        var one = CommandRun.Of("analyze", path, "--tag", "lag");

        Assert.Equal((0, ""), (all.ExitCode, all.Error));
        Assert.Equal(["results", "series", "write", "lag"], all.Output.Trim().Split('\n').Select(line => line.Split(' ')[0]));
        Assert.Contains("P99                   1,980\nP99.9                   n/a\n", one.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("write", "999,434")]
    [InlineData("hiccup", "999,434")]
    [InlineData("lag", "999,935")]
    public void Analyze_Results_ShowTheExtremesThatTheFileHas(string tag, string max)
    {
        // 999,434 is counted with 998,912 to 999,935. What is no value of that counter, as here with the lag, is not believed.
        var histogram = new LongHistogram(HistogramLayout.LatencyNs);
        histogram.RecordValueWithCount(999_434, 1_000);
        var encoded = HistogramEncoding.ToBase64(histogram);
        var extremes = new LatencySummary { Count = 1_000, MinNs = 999_434, MaxNs = 999_434 };
        var good = SampleResults.Good();
        var results = good with
        {
            Latency = good.Latency with { Write = extremes, Lag = extremes with { MaxNs = 5_000_000 } },
            Noise = good.Noise! with { Feed = extremes },
            Histograms = new HistogramResults { Write = encoded, Lag = encoded, Hiccup = encoded },
        };
        var path = _directory.Write("results.json", ResultsJson.ToText(results));

        var run = CommandRun.Of("analyze", path, "--tag", tag);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains($"min {"999,434",23}\n", run.Output, StringComparison.Ordinal);
        Assert.Contains($"P99 {max,23}\n", run.Output, StringComparison.Ordinal);
        Assert.Contains($"max {max,23}\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith($" {max}\n", CommandRun.Of("analyze", path).Output.Split('\n').Single(line => line.StartsWith(tag + " ", StringComparison.Ordinal)) + "\n", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--start", "1")]
    [InlineData("--end", "1")]
    [InlineData("--intervals", "/dev/null")]
    public void Analyze_TimesOfResults_AreRefused(string option, string value)
    {
        var path = _directory.Write("results.json", ResultsJson.ToText(SampleResults.Good()));

        var run = CommandRun.Of("analyze", path, option, value);

        Assert.Equal((2, $"loadtester: {option}: needs a log: results hold only the whole run\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public void Analyze_Csv_GivesTheFiguresOfAnIndependentComputation()
    {
        const int seed = 7;
        var random = new Random(seed);
        var rows = Enumerable.Range(0, 12_345).Select(i => (Ms: Math.Round(random.NextDouble() * 100, 3), Ok: random.Next(10) > 0, At: Math.Round(i * 0.01, 2))).ToArray();
        var path = _directory.Write("requests.csv", "timestamp,latency,success,duration\n" + string.Concat(rows.Select(row => FormattableString.Invariant($"{row.At},{row.Ms},{row.Ok},{row.At}\n"))));

        var run = CommandRun.Of("analyze", path);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var sorted = rows.Select(row => row.Ms).Order().ToArray();
        var figures = run.Output.Trim().Split('\n').ToDictionary(line => line[..10].Trim(), line => line[10..].Trim());
        Assert.Equal("12,345", figures["total"]);
        Assert.Equal(rows.Count(row => row.Ok), int.Parse(figures["successful"], NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
        Assert.Equal(rows.Count(row => !row.Ok), int.Parse(figures["failed"], NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
        foreach (var (name, share) in new[] { ("P50 ms", 0.5m), ("P95 ms", 0.95m), ("P99 ms", 0.99m) })
            Assert.Equal(sorted.First(value => sorted.Count(other => other <= value) >= share * sorted.Length).ToString("F3", CultureInfo.InvariantCulture), figures[name]);
        Assert.Equal(sorted[^1].ToString("F3", CultureInfo.InvariantCulture), figures["max ms"]);
        Assert.Equal((rows.Length / rows[^1].At).ToString("F2", CultureInfo.InvariantCulture) + "/s", figures["throughput"]);
    }

    [Fact]
    public void Analyze_CsvOfFewRows_HasNoTail()
    {
        var path = _directory.Write("requests.csv", "latency_us\n" + string.Concat(Enumerable.Repeat("5\n", 50)));

        Assert.Contains("P50 us                5.000\nP95 us                  n/a\nP99 us                  n/a\nmax us                5.000\nthroughput              n/a\n", CommandRun.Of("analyze", path).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("analyze-faults-options.txt", "analyze", "--start", "x", "--end", "-1", "--unit", "hours", "--hgrm", "/no/such/file")]
    [InlineData("analyze-faults-no-file.txt", "analyze", "/no/such/file.hlog")]
    [InlineData("analyze-faults-directory.txt", "analyze", "/")]
    [InlineData("analyze-faults-device.txt", "analyze", "/dev/zero")]
    [InlineData("analyze-faults-two-files.txt", "analyze", "a", "b")]
    public void Analyze_FaultyArguments_AreToldAtOnce(string golden, params string[] arguments)
    {
        var run = CommandRun.Of(arguments);

        Assert.Equal(2, run.ExitCode);
        Golden.Verify(golden, run.Transcript(string.Join(' ', arguments)));
    }

    [Theory]
    [InlineData("", "is neither a histogram log, nor results, nor a CSV file with a column 'latency'")]
    [InlineData("a,b\n1,2\n", "is neither a histogram log, nor results, nor a CSV file with a column 'latency'")]
    [InlineData("latency\n", "has a heading and no rows")]
    [InlineData("latency,success\n1,maybe\n", "line 2: 'maybe' is neither true nor false")]
    [InlineData("latency\n1\n-1\n", "line 3: '-1' is not a number of at least 0")]
    [InlineData("latency,success\n1\n", "line 2: it has 1 cells, the heading has 2")]
    [InlineData("{", "is not JSON")]
    [InlineData("{\"schema\":\"alphapulse.results/1\",\"histograms\":{\"write\":\"HISTxxxx\"},\"status\":\"passed\"}", "histograms.write: Encoded histogram: ")]
    [InlineData("{\"schema\":\"alphapulse.results/1\"}", "holds no histogram")]
    [InlineData("#[StartTime: 1795235458.602 (x)]\n", "holds no interval")]
    [InlineData("#x\n0,1,2,HISTFAAA\n0,1,2,HISTFAAA\n", "line 2: Encoded histogram: ")]
    public void Analyze_FileThatIsWrong_IsOneClearLine(string text, string fault)
    {
        var run = CommandRun.Of("analyze", _directory.Write("x", text));

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"loadtester: {Path("x")}: {fault}", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Trim().Split('\n'));
    }

    [Fact]
    public void Analyze_SettingsThatDiffer_AreRefusedWithTheLine()
    {
        using (var writer = HistogramLogWriter.Create(Path("x"), DateTimeOffset.UnixEpoch, "test"))
        {
            writer.Write(0, 1, new LongHistogram(1, 1_000_000, 3));
            writer.Write(0, 1, new LongHistogram(1, 1_000_000, 2));
        }

        var run = CommandRun.Of("analyze", Path("x"));

        Assert.Equal((2, $"loadtester: {Path("x")}: line 7: Its settings (from 1, 2 digits) differ from those before it (from 1, 3 digits): a sum would shift percentiles.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public void Analyze_UnknownTag_NamesThoseThereAre()
    {
        var run = CommandRun.Of("analyze", Log(), "--tag", "lagg");

        Assert.Equal(2, run.ExitCode);
        Golden.Verify("analyze-faults-tag.txt", run.Error);
    }

    [Fact]
    public void Analyze_FilesOfALogWithoutUntaggedSeries_NeedATag()
    {
        using (var writer = HistogramLogWriter.Create(Path("x"), DateTimeOffset.UnixEpoch, "test"))
            writer.Write(0, 1, new LongHistogram(1, 1_000_000, 3), "a");

        var run = CommandRun.Of("analyze", Path("x"), "--csv", Path("y"));

        Assert.Equal((2, $"loadtester: --tag: is needed: {Path("x")} has no untagged series; there are: a\n"), (run.ExitCode, run.Error));
        Assert.False(File.Exists(Path("y")));
    }

    public void Dispose() => _directory.Dispose();

    private string Path(string name) => System.IO.Path.Combine(_directory.Path, name);

    // Ten seconds, of 1,000 values each: second n holds the value 100 n, its lag is a tenth of that.
    private string Log()
    {
        using var writer = HistogramLogWriter.Create(Path("a.hlog"), DateTimeOffset.FromUnixTimeMilliseconds(1_795_235_458_602), "test");
        for (var second = 0; second < 10; second++)
        {
            var (write, lag) = (new LongHistogram(HistogramLayout.LatencyNs), new LongHistogram(HistogramLayout.LatencyNs));
            write.RecordValueWithCount(100 * (second + 1), 1_000);
            lag.RecordValueWithCount(10 * (second + 1), 1_000);
            writer.Write(second * Second, Second, write);
            writer.Write(second * Second, Second, lag, "lag");
        }

        return Path("a.hlog");
    }
}
