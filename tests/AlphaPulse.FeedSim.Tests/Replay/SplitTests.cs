using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using AlphaPulse.FeedSim.Replay;
using AlphaPulse.MarketData.Runs;
using FsCheck.Fluent;

namespace AlphaPulse.FeedSim.Tests.Replay;

/// <summary>However the bytes of a capture are cut into reads, the tape is the same.</summary>
public sealed class SplitTests
{
    public static TheoryData<string> Formats => Samples.Formats;

    [Theory]
    [MemberData(nameof(Formats))]
    public void Read_OneByteAtATime_GivesTheSameTape(string format)
    {
        var bytes = Encoding.UTF8.GetBytes(Samples.Of(format));
        var whole = Read(format, bytes, () => int.MaxValue, 1 << 16);
        foreach (var readBytes in new[] { 1, 2, 7, 4096 })
        {
            AssertSame(whole, Read(format, bytes, () => 1, readBytes));
            AssertSame(whole, Read(format, Gzip(bytes), () => 1, readBytes));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Read_AnySplitOfASample_GivesTheSameTape(string format)
    {
        var bytes = Encoding.UTF8.GetBytes(Samples.Of(format));
        var whole = Read(format, bytes, () => int.MaxValue, 1 << 16);
        SeededProperty.Check(Gen.Choose(0, int.MaxValue), seed => IsSame(whole, ReadSplit(format, bytes, seed, mostPieceBytes: 64, mostReadBytes: 64)));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Read_AnySplitOfARealCapture_GivesTheSameTape(string format)
    {
        var bytes = Head(Captures.Path(Captures.FilesOf(format)[0]), 600_000);
        var whole = Read(format, bytes, () => int.MaxValue, 1 << 16);
        SeededProperty.Check(Gen.Choose(0, int.MaxValue), seed => IsSame(whole, ReadSplit(format, bytes, seed, mostPieceBytes: 5000, mostReadBytes: 9000)), tests: 8);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Read_LineEndsAndByteOrderMark_MakeNoDifference(string format)
    {
        var sample = Samples.Of(format);
        var whole = Captures.ReadLines(format, sample);
        AssertSame(whole, Captures.ReadLines(format, sample.Replace("\n", "\r\n", StringComparison.Ordinal)));
        AssertSame(whole, Captures.ReadLines(format, sample.TrimEnd('\n')));
        AssertSame(whole, Captures.ReadLines(format, sample.Replace("\n", "\n\n", StringComparison.Ordinal)));
        AssertSame(whole, Captures.ReadLines(format, "\uFEFF" + sample));
    }

    [Fact]
    public void Read_SeveralFiles_AreOneStream()
    {
        var lines = Samples.Spot.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var whole = Captures.ReadLines(CaptureFormats.BinanceSpot, Samples.Spot);
        using var directory = new ReplayDirectory();
        for (var cut = 1; cut < lines.Length; cut++)
        {
            var first = directory.Write("first", string.Join('\n', lines[..cut]));
            var second = directory.Write("second.gz", Gzip(Encoding.UTF8.GetBytes(string.Join('\n', lines[cut..]))));
            AssertSame(whole, CaptureReader.Read(new ReplayPlan { Format = CaptureFormats.BinanceSpot, Files = [first, second] }));
        }
    }

    private static CaptureTape ReadSplit(string format, byte[] bytes, int seed, int mostPieceBytes, int mostReadBytes)
    {
        var random = new Random(seed);
        var readBytes = random.Next(1, mostReadBytes);
        return Read(format, random.Next(2) == 0 ? bytes : Gzip(bytes), () => random.Next(4) == 0 ? 1 : random.Next(1, mostPieceBytes), readBytes);
    }

    private static CaptureTape Read(string format, byte[] bytes, Func<int> pieceBytes, int readBytes)
    {
        var plan = new ReplayPlan { Format = format, Files = ["/nowhere/AAPL"], SkipErrors = true };
        return CaptureReader.ReadAsync(plan, (path, cancellation) => CaptureFile.OpenAsync(new SplitStream(bytes, pieceBytes), path, readBytes, cancellation),
            CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }

    private static byte[] Head(string path, int length)
    {
        using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        var bytes = new byte[length];
        var read = stream.ReadAtLeast(bytes, length, throwOnEndOfStream: false);
        return bytes[..bytes.AsSpan(0, read).LastIndexOf((byte)'\n')];
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private static bool IsSame(CaptureTape a, CaptureTape b) =>
        MemoryMarshal.AsBytes(a.Events).SequenceEqual(MemoryMarshal.AsBytes(b.Events)) && a.ParsedLines == b.ParsedLines && a.SkippedLines == b.SkippedLines
        && a.Gaps == b.Gaps && a.Instruments.All.SequenceEqual(b.Instruments.All);

    private static void AssertSame(CaptureTape expected, CaptureTape actual) => Assert.True(IsSame(expected, actual));
}
