using System.IO.Compression;
using System.Text;
using AlphaPulse.FeedSim.Replay;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.FeedSim.Tests.Replay;

/// <summary>Whatever is handed in that is no capture gets one clear line.</summary>
public sealed class CaptureFaultTests : IDisposable
{
    private readonly ReplayDirectory _directory = new();

    public static TheoryData<string> Formats => Samples.Formats;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Read_MissingFile_SaysSo() => AssertFault("no such file", _directory.Path + "/none.gz");

    [Fact]
    public void Read_Directory_SaysSo() => AssertFault("is a directory, expected a capture file", _directory.Path);

    [Fact]
    public void Read_EmptyFile_SaysSo() => AssertFault("is empty", _directory.Write("empty", ""));

    [Fact]
    public void Read_EmptyGzip_SaysSo() => AssertFault("is empty", _directory.Write("empty.gz", Gzip("")));

    [Fact]
    public void Read_BlankLinesOnly_SaysSo() => AssertFault("no market data of binance-spot in it", _directory.Write("blank", "\n\n\n"));

    [Fact]
    public void Read_UnknownFormat_ListsTheKnownOnes()
    {
        var fault = Assert.Throws<CaptureException>(() => Captures.ReadLines("bitmex", "x"));
        Assert.Equal("--format: 'bitmex' is unknown, expected one of binance-spot, binance-futures, kraken-v1, databento-mbo, lobster", fault.Message);
    }

    [Fact]
    public void Read_OracleOfAFormatWithout_IsRefused()
    {
        var fault = Assert.Throws<CaptureException>(() => Captures.ReadLines(CaptureFormats.KrakenV1, Samples.Kraken, oracle: "x"));
        Assert.EndsWith("kraken-v1 takes no --oracle file: its oracle is in the stream", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EveryFormatAsEveryOther_NamesTheRightOne()
    {
        foreach (var actual in CaptureFormats.All)
        {
            foreach (var claimed in CaptureFormats.All.Where(f => f != actual))
            {
                foreach (var skip in new[] { false, true })
                {
                    var fault = Assert.Throws<CaptureException>(() => Captures.ReadLines(claimed, Samples.Of(actual), skipErrors: skip));
                    Assert.Contains($"try --format {actual}", fault.Message, StringComparison.Ordinal);
                }
            }
        }
    }

    [Fact]
    public void Read_SpotDepthFarBehindTheStart_NamesTheRightFormat()
    {
        var ticker = Samples.Spot.Split('\n')[1] + "\n";
        var late = string.Concat(Enumerable.Repeat(ticker, FormatRecogniser.Lines + 1)) + Samples.Spot.Split('\n')[0];
        var fault = Assert.Throws<CaptureException>(() => Captures.ReadLines(CaptureFormats.BinanceFutures, late, skipErrors: true));
        Assert.EndsWith("line 18: a depth update without pu is of spot; try --format binance-spot", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LevelBookAsCapture_SaysWhatItIsFor()
    {
        var fault = Assert.Throws<CaptureException>(() => Captures.ReadLines(CaptureFormats.DatabentoMbo, Samples.Mbp.Replace("1108,", "", StringComparison.Ordinal)));
        Assert.EndsWith("line 1: is a book by levels, not a capture by order; it can be the --oracle of databento-mbo", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OracleOfAnotherDay_SaysSo()
    {
        var fault = Assert.Throws<CaptureException>(() =>
            Captures.ReadLines(CaptureFormats.DatabentoMbo, Samples.Mbo, Samples.Mbp.Replace("2025-07-17", "2025-07-18", StringComparison.Ordinal)));
        Assert.EndsWith("none of its rows belongs to the capture (no ts_event and sequence in common)", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CaptureFormats.BinanceSpot, "\"u\":103", "\"u\":\"103\"", "line 5: u is '103', expected a whole number that is not negative")]
    [InlineData(CaptureFormats.BinanceSpot, "\"u\":103,", "", "line 5: the Depth message lacks FinalId")]
    [InlineData(CaptureFormats.BinanceSpot, "[\"99.80\",\"0.0\"]", "[\"99.8e1\",\"0.0\"]", "line 5: price is '99.8e1', expected a decimal number that is not negative and fits into 64 bits")]
    [InlineData(CaptureFormats.BinanceSpot, "\"m\":true,\"M\":true}}", "\"m\":true,\"M\":tru", "line 3: not valid JSON near byte 141 of the message")]
    [InlineData(CaptureFormats.BinanceSpot, "1723161254000000400 ", "1723161254000000400,", "line 5: starts with '1723161254000000400,{\"stream\":\"btcusdt@d…', expected '<local ns> <json>'")]
    [InlineData(CaptureFormats.KrakenV1, "1618678134.3: {\"event\":\"heartbeat\"}", "{\"garbage", "line 5: starts with '{\"garbage', expected '<local s>: <json>'")]
    [InlineData(CaptureFormats.BinanceSpot, "1723161254000000400 ", "1793161254000000400 ", "line 5: the recorded time is 70000000 s after the line before")]
    [InlineData(CaptureFormats.KrakenV1, "\"book-10\",\"XBT/EUR\"]\n1618678134.3", "\"XBT/EUR\"]\n1618678134.3", "line 4: the message does not end in channel and pair")]
    [InlineData(CaptureFormats.KrakenV1, "\"0.05010\"", "0.05010", "line 3: price: expected text in quotes, found a number")]
    [InlineData(CaptureFormats.DatabentoMbo, "160,2,1108,M,B", "160,2,1108,X,B", "line 9: action is 'X', expected one of A, C, M, R, T, F, N")]
    [InlineData(CaptureFormats.DatabentoMbo, "2025-07-17T08:05:05.361492517Z", "2025-07-32T08:05:05.361492517Z", "line 9: ts_recv is '2025-07-32T08:05:05.361492517Z', expected a time like 2025-07-17T07:05:09.035793433Z or nanoseconds since 1970")]
    [InlineData(CaptureFormats.DatabentoMbo, ",12,130,165198,854,ARL\n2025", ",12,130,165198,854\n2025", "line 7: 14 fields, the header line has 15")]
    [InlineData(CaptureFormats.Lobster, "34200.000000003,4", "34200.000000003,8", "line 3: type is '8', expected 1 to 7")]
    [InlineData(CaptureFormats.Lobster, "60,1000000,1", "60,1000000,0", "line 6: direction is '0', expected 1 or -1")]
    [InlineData(CaptureFormats.Lobster, "34200.000000002,", "94200.000000002,", "line 2: time is '94200.000000002', expected seconds after midnight")]
    public void Read_MalformedLine_NamesFileLineAndReason(string format, string truth, string planted, string expected)
    {
        var text = Samples.Of(format);
        Assert.Contains(truth, text, StringComparison.Ordinal);
        var broken = text.Remove(text.IndexOf(truth, StringComparison.Ordinal), truth.Length).Insert(text.IndexOf(truth, StringComparison.Ordinal), planted);
        var fault = Assert.Throws<CaptureException>(() => Captures.ReadLines(format, broken));
        Assert.EndsWith("/capture, " + expected, fault.Message, StringComparison.Ordinal);
        var tape = Captures.ReadLines(format, broken, skipErrors: true);
        Assert.Equal(1, tape.SkippedLines);
        Assert.Equal(expected, tape.FirstSkipped![(tape.FirstSkipped!.IndexOf(", ", StringComparison.Ordinal) + 2)..]);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Read_TruncatedGzip_IsRefusedAtEveryLength(string format)
    {
        var packed = Gzip(Samples.Of(format));
        for (var length = 2; length < packed.Length; length++)
        {
            var path = _directory.Write("cut.gz", packed[..length]);
            var fault = Assert.Throws<CaptureException>(() => CaptureReader.Read(new ReplayPlan { Format = format, Files = [path], SkipErrors = true }));
            Assert.EndsWith("the gzip data is damaged or cut off here", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_GzipWithAFlippedByte_IsRefusedOrUnharmed()
    {
        var whole = Captures.ReadLines(CaptureFormats.BinanceSpot, Samples.Spot);
        var packed = Gzip(Samples.Spot);
        for (var i = 2; i < packed.Length; i++)
        {
            packed[i] ^= 0x10;
            var path = _directory.Write("flipped.gz", packed);
            packed[i] ^= 0x10;
            try
            {
                // Times and names in the header are not guarded by the checksum.
                var tape = CaptureReader.Read(new ReplayPlan { Format = CaptureFormats.BinanceSpot, Files = [path], SkipErrors = true });
                Assert.Equal((whole.Events.Length, 0L), (tape.Events.Length, tape.SkippedLines));
            }
            catch (CaptureException e)
            {
                Assert.DoesNotContain('\n', e.Message);
            }
        }
    }

    [Fact]
    public void Read_EndlessLine_IsRefused()
    {
        var path = _directory.Write("noise", new byte[LineReader.MaxLineBytes + (1 << 20)]);
        AssertFault("line 1: longer than 16,777,216 bytes; this is not a capture", path, separator: ", ");
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private static void AssertFault(string reason, string path, string separator = ": ")
    {
        foreach (var skip in new[] { false, true })
        {
            var plan = new ReplayPlan { Format = CaptureFormats.BinanceSpot, Files = [path], SkipErrors = skip };
            var fault = Assert.Throws<CaptureException>(() => CaptureReader.Read(plan));
            Assert.Equal(path + separator + reason, fault.Message);
        }
    }
}
