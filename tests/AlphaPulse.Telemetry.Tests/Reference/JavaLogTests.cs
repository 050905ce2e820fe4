using System.Globalization;
using AlphaPulse.Telemetry.Histograms;
using Xunit;

namespace AlphaPulse.Telemetry.Tests.Reference;

/// <summary>Logs go back and forth between this library and the Java reference.</summary>
public sealed class JavaLogTests(JavaPeer java) : IClassFixture<JavaPeer>, IDisposable
{
    private const long StartMs = 1_795_235_458_602;

    private readonly TemporaryDirectory _directory = new();

    [Theory]
    [InlineData("-")]
    [InlineData("lag")]
    public void Log_OfJava_IsReadWithTimesAndTags(string tag)
    {
        JavaPeer.Require();
        var parts = Parts();
        java.Ask($"log {Log} {StartMs} {tag} {string.Join(' ', parts.Select(HistogramEncoding.ToBase64))}");

        var intervals = ReadAll(Log);

        Assert.Equal(parts.Length, intervals.Count);
        for (var i = 0; i < parts.Length; i++)
        {
            HistogramAssert.SameCounts(parts[i], intervals[i].Histogram);
            Assert.Equal(tag == "-" || i % 2 == 0 ? null : tag, intervals[i].Tag);
            Assert.Equal((i, 1.0), (Math.Round(intervals[i].StartSeconds, 3), intervals[i].LengthSeconds));
        }
        Assert.Equal(java.Ask($"read {Log}"), Read(Log));
    }

    [Fact]
    public void Log_OfOurs_IsReadByJavaWithTimesAndTags()
    {
        JavaPeer.Require();
        WriteLog();

        Assert.Equal(java.Ask($"read {Log}"), Read(Log));
    }

    [Fact]
    public void Log_WithCrLf_IsTheSameToBoth()
    {
        JavaPeer.Require();
        WriteLog();
        File.WriteAllText(Log, File.ReadAllText(Log).ReplaceLineEndings("\r\n"));

        Assert.Equal(java.Ask($"read {Log}"), Read(Log));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("lag")]
    public void Log_OfOurs_GivesTheProcessorTheSamePercentiles(string? tag)
    {
        JavaPeer.Require();
        WriteLog();
        var output = _directory.File("out");
        JavaPeer.ProcessLog(["-i", Log, "-o", output, "-outputValueUnitRatio", "1", .. tag is null ? Array.Empty<string>() : ["-tag", tag]]);

        var sum = new HistogramSum();
        foreach (var interval in ReadAll(Log).Where(interval => interval.Tag == tag))
            sum.Add(interval.Histogram);
        var expected = new StringWriter();
        PercentileDistribution.WriteHgrm(expected, sum.Total!, 1);

        Assert.EndsWith(expected.ToString(), File.ReadAllText(output + ".hgrm"), StringComparison.Ordinal);
    }

    [Fact]
    public void Sum_RangesThatDiffer_IsWhatTheProcessorMakesOfThem()
    {
        JavaPeer.Require();
        var narrow = new LongHistogram(1, 100_000, 3);
        var wide = new LongHistogram(1, 60_000_000_000, 3);
        for (var value = 1; value < 100_000; value = value * 5 / 4 + 1)
        {
            narrow.RecordValue(value);
            wide.RecordValueWithCount(value * 500_000L, 3);
        }
        var sum = new HistogramSum();
        using (var writer = HistogramLogWriter.Create(Log, DateTimeOffset.FromUnixTimeMilliseconds(StartMs), "test"))
        {
            foreach (var part in (LongHistogram[])[narrow, wide, narrow])
            {
                writer.Write(0, 1, part);
                sum.Add(part);
            }
        }
        var output = _directory.File("out");
        JavaPeer.ProcessLog("-i", Log, "-o", output, "-csv", "-outputValueUnitRatio", "1");
        var expected = new StringWriter();
        PercentileDistribution.WriteCsv(expected, sum.Total!, 1);

        Assert.EndsWith(expected.ToString(), File.ReadAllText(output + ".hgrm"), StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private string Log => _directory.File("a.hlog");

    private void WriteLog()
    {
        using var writer = HistogramLogWriter.Create(Log, DateTimeOffset.FromUnixTimeMilliseconds(StartMs), "test");
        var at = 0L;
        foreach (var part in Parts())
        {
            writer.Write(at, 1_000_000_000, part);
            writer.Write(at, 1_000_000_000, part, "lag");
            writer.Write(at, 1_000_000_000, part, "phase:burst");
            at += 1_000_000_000;
        }
    }

    private static LongHistogram[] Parts()
    {
        var parts = new LongHistogram[7];
        for (var part = 0; part < parts.Length; part++)
        {
            parts[part] = new LongHistogram(HistogramLayout.LatencyNs);
            for (var value = 20L + part; value < 5_000_000_000 && part != 3; value = value * 11 / 10 + 1)
                parts[part].RecordValueWithCount(value, 1 + value * 7919 % 997);
        }
        return parts;
    }

    private static List<HistogramLogInterval> ReadAll(string path)
    {
        using var reader = HistogramLogReader.Open(path);
        var intervals = new List<HistogramLogInterval>();
        while (reader.Read() is { } interval)
            intervals.Add(interval);
        return intervals;
    }

    private static string Read(string path)
    {
        var intervals = ReadAll(path);
        return string.Create(CultureInfo.InvariantCulture, $"{intervals.Count}") + string.Concat(intervals.Select(interval =>
            $" {interval.Tag ?? "null"}:{(long)(interval.AbsoluteStartSeconds * 1000.0)}:{(long)((interval.AbsoluteStartSeconds + interval.LengthSeconds) * 1000.0)}:{interval.Histogram.TotalCount}"));
    }
}
