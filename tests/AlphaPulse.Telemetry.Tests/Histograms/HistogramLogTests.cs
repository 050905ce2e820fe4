using System.Globalization;
using System.Text;
using AlphaPulse.Telemetry.Histograms;
using Xunit;

namespace AlphaPulse.Telemetry.Tests.Histograms;

public sealed class HistogramLogTests
{
    private static readonly DateTimeOffset s_start = DateTimeOffset.FromUnixTimeMilliseconds(1_441_812_279_474);

    [Fact]
    public void Write_Intervals_GivesTheDocumentedText()
    {
        using var stream = new MemoryStream();
        var writer = new HistogramLogWriter(stream, s_start, "test 1.0");
        var values = HistogramEncodingTests.SixValues();
        writer.Write(127_000_000, 1_007_000_000, values);
        writer.Write(127_000_000, 1_007_000_000, values, "lag");

        var payload = HistogramEncoding.ToBase64(values);
        Assert.Equal(
            $"""
            #[test 1.0]
            #[Histogram log format version 1.3]
            #[StartTime: 1441812279.474 (seconds since epoch), Wed Sep 09 15:24:39 UTC 2015]
            #[BaseTime: 1441812279.474 (seconds since epoch)]
            "StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"
            0.127,1.007,1.000,{payload}
            Tag=lag,0.127,1.007,1.000,{payload}

            """.ReplaceLineEndings("\n"),
            Encoding.ASCII.GetString(stream.ToArray()));
        Assert.Equal(stream.Length, writer.WrittenBytes);
    }

    [Fact]
    public void Write_EachLine_IsOneWrite()
    {
        using var stream = new CountingStream();
        var writer = new HistogramLogWriter(stream, s_start, "test");
        Assert.Equal(1, stream.Writes);
        for (var i = 1; i <= 3; i++)
        {
            writer.Write(0, 1, HistogramEncodingTests.SixValues(), i == 1 ? null : "lag");
            Assert.Equal(1 + i, stream.Writes);
        }
    }

    [Fact]
    public void Write_OtherCulture_IsTheSame()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var text = WriteOne();
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
            Assert.Equal(text, WriteOne());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a,b")]
    [InlineData("a b")]
    [InlineData("a\rb")]
    [InlineData("a\nb")]
    [InlineData("ab,cd")]
    [InlineData("größe")]
    [InlineData("\t")]
    public void Write_TagThatCannotBeRead_IsRefused(string tag)
    {
        using var stream = new MemoryStream();
        var writer = new HistogramLogWriter(stream, s_start, "test");
        var length = stream.Length;

        Assert.Throws<ArgumentException>(() => writer.Write(0, 1, HistogramEncodingTests.SixValues(), tag));
        Assert.Equal(length, stream.Length);
    }

    [Fact]
    public void Write_CommentOfTwoLines_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new HistogramLogWriter(new MemoryStream(), s_start, "a\nb"));
    }

    [Fact]
    public void Write_DiskFullInsideALine_CutsTheTornPartAway()
    {
        using var stream = new FullStream(capacity: 600);
        var writer = new HistogramLogWriter(stream, s_start, "test");
        writer.Write(0, 1_000_000_000, HistogramEncodingTests.SixValues());
        var whole = stream.Length;

        Assert.Throws<IOException>(() =>
        {
            for (var i = 1; i < 100; i++)
            {
                whole = stream.Length;
                writer.Write(i, 1, HistogramEncodingTests.SixValues(), "lag");
            }
        });

        Assert.Equal(whole, stream.Length);
        Assert.Equal(whole, stream.Position);
        Assert.Equal((byte)'\n', stream.ToArray()[^1]);
    }

    [Fact]
    public void Create_File_CanBeReadWhileItIsWritten()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.File("a.hlog");
        using var writer = HistogramLogWriter.Create(path, s_start, "test");
        writer.Write(2_500_000_000, 1_000_000_000, HistogramEncodingTests.SixValues(), "phase:burst");

        using var reader = HistogramLogReader.Open(path);
        var interval = reader.Read()!;
        Assert.Equal("phase:burst", interval.Tag);
        Assert.Equal(2.5, interval.StartSeconds, 6);
        Assert.Equal(1_441_812_281.974, interval.AbsoluteStartSeconds, 6);
        Assert.Equal(1.0, interval.LengthSeconds);
        Assert.Equal(6, interval.Line);
        HistogramAssert.SameCounts(HistogramEncodingTests.SixValues(), interval.Histogram);
        Assert.Null(reader.Read());
        Assert.False(reader.IsLastLineCut);
        Assert.Equal(1_441_812_279.474, reader.StartTimeSeconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Tag=lag,1.0")]
    [InlineData("0.1,1,2,HISTFAAAACx42pNpmSzM")]
    public void Append_LogThatAKillCut_GoesOnAtItsLastWholeLine(string torn)
    {
        using var directory = new TemporaryDirectory();
        var path = directory.File("a.hlog");
        using (var writer = HistogramLogWriter.Create(path, s_start, "test"))
            writer.Write(0, 1_000_000_000, HistogramEncodingTests.SixValues());
        var whole = File.ReadAllText(path);
        File.AppendAllText(path, torn);

        using (var writer = HistogramLogWriter.Append(path, "again"))
        {
            Assert.Equal(s_start, writer.StartTime);
            writer.Write(5_000_000_000, 1_000_000_000, HistogramEncodingTests.SixValues());
        }

        Assert.StartsWith(whole + "#[again]\n", File.ReadAllText(path), StringComparison.Ordinal);
        using var reader = HistogramLogReader.Open(path);
        Assert.Equal([0.0, 5.0], [reader.Read()!.StartSeconds, reader.Read()!.StartSeconds]);
        Assert.Null(reader.Read());
    }

    [Fact]
    public void Append_LogWithAHeaderOnly_GoesOn()
    {
        using var directory = new TemporaryDirectory();
        HistogramLogWriter.Create(directory.File("a.hlog"), s_start, "test").Dispose();

        using var writer = HistogramLogWriter.Append(directory.File("a.hlog"), "again");

        Assert.Equal(s_start, writer.StartTime);
    }

    [Theory]
    [InlineData("")]
    [InlineData("#nothing of it\n")]
    [InlineData("some text\n")]
    public void Append_NoLog_IsRefusedAndLeftAsItWas(string text)
    {
        using var directory = new TemporaryDirectory();
        var path = directory.File("a.hlog");
        File.WriteAllText(path, text);

        Assert.Throws<InvalidDataException>(() => HistogramLogWriter.Append(path, "again"));
        Assert.Equal(text, File.ReadAllText(path));
    }

    private static string WriteOne()
    {
        using var stream = new MemoryStream();
        new HistogramLogWriter(stream, s_start, "test").Write(1_234_567_890, 1_500_000_000, HistogramEncodingTests.SixValues());
        return Encoding.ASCII.GetString(stream.ToArray());
    }

    private sealed class CountingStream : MemoryStream
    {
        internal int Writes { get; private set; }

        public override void Write(ReadOnlySpan<byte> buffer) => Writes++;

        public override void Write(byte[] buffer, int offset, int count) => Writes++;
    }

    private sealed class FullStream(int capacity) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            var room = (int)Math.Min(count, capacity - Length);
            base.Write(buffer, offset, room);
            if (room < count)
                throw new IOException("No space left on device");
        }
    }
}
