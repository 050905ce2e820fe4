using System.Text;
using AlphaPulse.Telemetry.Histograms;
using Xunit;

namespace AlphaPulse.Telemetry.Tests.Histograms;

public sealed class HistogramLogReaderTests
{
    private const string Legend = "\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"\n";
    private static readonly string s_payload = HistogramEncoding.ToBase64(HistogramEncodingTests.SixValues());

    [Theory]
    [InlineData("#[StartTime: 1000000000.5 (seconds since epoch), some day]\n", 0.25, 0.25, 1_000_000_000.75)]
    [InlineData("#[StartTime: 1000000000.5 (x)]\n", 1_000_000_002.5, 2.0, 1_000_000_002.5)]
    [InlineData("#[StartTime: 1000000000.5 (x)]\n#[BaseTime: 0 (x)]\n", 1_000_000_002.5, 2.0, 1_000_000_002.5)]
    [InlineData("#[StartTime: 1000000000.5 (x)]\n#[BaseTime: 1000000000.0 (x)]\n", 2.0, 1.5, 1_000_000_002.0)]
    [InlineData("", 17.5, 0.0, 17.5)]
    [InlineData("#[StartTime: 40.0 (x)]\n", 2.0, -38.0, 2.0)]
    public void Read_StartAndBaseTime_FollowTheReference(string header, double timestamp, double start, double absolute)
    {
        var interval = ReadAll(header + Legend + FormattableString.Invariant($"{timestamp},1.0,2.0,{s_payload}\n")).Single();

        Assert.Equal(start, interval.StartSeconds);
        Assert.Equal(absolute, interval.AbsoluteStartSeconds);
    }

    [Fact]
    public void Read_SecondStartTime_BeginsASegmentOfItsOwn()
    {
        var text = $"#[StartTime: 1000000000 (x)]\n0.5,1,2,{s_payload}\n#[StartTime: 1000003600 (x)]\n0.5,1,2,{s_payload}\n";

        Assert.Equal([1_000_000_000.5, 1_000_003_600.5], ReadAll(text).Select(interval => interval.AbsoluteStartSeconds));
        Assert.Equal([0.5, 0.5], ReadAll(text).Select(interval => interval.StartSeconds));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Read_LineEndsCommentsAndBlankLines_AreAccepted(string end)
    {
        var text = $"#[Grüße]{end}#[Histogram log format version 1.2]{end}{Legend.TrimEnd()}{end}{end}0.1,1,2,{s_payload}{end}#more{end}Tag=A,0.1,1,2,{s_payload} {end}0.2 1 2 {s_payload}{end}";

        Assert.Equal([null, "A", null], ReadAll(text).Select(interval => interval.Tag));
    }

    [Fact]
    public void Read_MarkOfUtf8_IsSkipped()
    {
        Assert.Equal(5.0, ReadAll($"\uFEFF#[StartTime: 1000000000 (x)]\n5,1,2,{s_payload}\n").Single().StartSeconds);
        Assert.Single(ReadAll($"\uFEFF5,1,2,{s_payload}\n"));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Read_Utf16_IsAnErrorThatSaysSo(string encoding)
    {
        var bytes = Encoding.GetEncoding(encoding).GetBytes($"\uFEFF#comment\n0.1,1,2,{s_payload}\n");

        Assert.Contains("UTF-16", Assert.Throws<InvalidDataException>(() => ReadAll(bytes)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.1,1,2")]
    [InlineData("0.1,1,2,")]
    [InlineData("0.1,1,2,HIST")]
    [InlineData("x,1,2,$")]
    [InlineData("0.1,y,2,$")]
    [InlineData("0.1,-1,2,$")]
    [InlineData("0.1,1,z,$")]
    [InlineData("NaN,1,2,$")]
    [InlineData("1e300,1,2,$")]
    [InlineData("0.1,Infinity,2,$")]
    [InlineData("0.1,1,2,$,5")]
    [InlineData("0,1,1,2,$")]
    [InlineData("Tag=,0.1,1,2,$")]
    [InlineData("Tag=a,b,0.1,1,2,$")]
    [InlineData("Tag=ab,cd,0.1,1,2,$")]
    [InlineData("Tag=a b,0.1,1,2,$")]
    [InlineData("Tag=a,7,0.1,1,2,$")]
    [InlineData("tag=a,0.1,1,2,$")]
    [InlineData("Tag=é,0.1,1,2,$")]
    [InlineData("0.1,1,2,$\r0.1,1,2,$")]
    [InlineData("0.1\0,1,2,$")]
    [InlineData("#[StartTime: soon]")]
    [InlineData("#[BaseTime: 1e99 (x)]")]
    [InlineData("#[Histogram log format version 2.0]")]
    public void Read_WrongLine_IsAnErrorWithItsNumber(string line)
    {
        var text = $"{Legend}0.1,1,2,{s_payload}\n{line.Replace("$", s_payload, StringComparison.Ordinal)}\n0.2,1,2,{s_payload}\n";

        var message = Assert.Throws<InvalidDataException>(() => ReadAll(text)).Message;

        Assert.StartsWith("line 3: ", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.InRange(message.Length, 10, 300);
    }

    [Fact]
    public void Read_CutAtEveryByte_IsThePrefixOfTheWhole()
    {
        var line = $"Tag=lag,0.2,1,2,{s_payload}\n";
        var before = $"{Legend}0.1,1,2,{s_payload}\n";
        for (var length = 0; length <= line.Length; length++)
        {
            using var reader = new HistogramLogReader(new MemoryStream(Encoding.ASCII.GetBytes(before + line[..length])));
            var count = 0;
            while (reader.Read() is { } interval)
            {
                HistogramAssert.SameCounts(HistogramEncodingTests.SixValues(), interval.Histogram);
                count++;
            }

            var isWhole = length >= line.Length - 1;
            Assert.Equal(isWhole ? 2 : 1, count);
            Assert.Equal(!isWhole && length > 0, reader.IsLastLineCut);
        }
    }

    [Fact]
    public void Read_CutLineInTheMiddle_IsAnError()
    {
        var text = $"0.1,1,2,{s_payload}\n0.2,1,2,{s_payload[..^9]}#[StartTime: 1000000000 (x)]\n0.3,1,2,{s_payload}\n";

        Assert.StartsWith("line 2: ", Assert.Throws<InvalidDataException>(() => ReadAll(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LineWithoutEnd_IsRefusedBeforeItFillsTheMemory()
    {
        using var reader = new HistogramLogReader(new EndlessStream());

        Assert.StartsWith("line 1: it is longer than", Assert.Throws<InvalidDataException>(reader.Read).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LinesLongerThanTheBuffer_AreWhole()
    {
        var histogram = new LongHistogram(1, long.MaxValue, 4);
        for (var value = 1L; value < 60_000_000; value += 1 + value / 20_000)
            histogram.RecordValueWithCount(value, value * 7919 % 1_000_003);
        using var stream = new MemoryStream();
        var writer = new HistogramLogWriter(stream, DateTimeOffset.UnixEpoch, "test");
        for (var i = 0; i < 5; i++)
            writer.Write(i, 1, histogram);
        Assert.InRange(stream.Length, 5 * 64 << 10, long.MaxValue);

        var intervals = ReadAll(stream.ToArray());

        Assert.Equal(5, intervals.Count);
        Assert.All(intervals, interval => HistogramAssert.SameCounts(histogram, interval.Histogram));
    }

    [Fact]
    public void Read_EmptyFile_HasNoIntervals()
    {
        Assert.Empty(ReadAll(""));
        Assert.Empty(ReadAll(Legend));
    }

    private static List<HistogramLogInterval> ReadAll(string text) => ReadAll(Encoding.UTF8.GetBytes(text));

    private static List<HistogramLogInterval> ReadAll(byte[] bytes)
    {
        using var reader = new HistogramLogReader(new MemoryStream(bytes));
        var intervals = new List<HistogramLogInterval>();
        while (reader.Read() is { } interval)
            intervals.Add(interval);
        return intervals;
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)'x');
            return count;
        }
    }
}
