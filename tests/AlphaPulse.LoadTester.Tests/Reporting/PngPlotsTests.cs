using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Reporting.Png;

namespace AlphaPulse.LoadTester.Tests.Reporting;

public sealed class PngPlotsTests
{
    [Fact]
    public void Encode_AnyPixels_AreDecodedAgain()
    {
        var raster = new Raster(37, 11);
        raster.Fill(3, 2, 9, 8, new Ink(200, 10, 30));
        raster.Line(0, 0, 36, 10, 2, new Ink(1, 2, 3));
        raster.Text("Ag%", 12, 9, 6, Ink.Black);

        var (width, height, pixels) = Decode(PngFile.Encode(raster));

        Assert.Equal((37, 11), (width, height));
        for (var y = 0; y < height; y++)
            Assert.Equal(raster.Row(y).ToArray(), pixels.AsSpan(y * width * 3, width * 3).ToArray());
    }

    [Fact]
    public void Encode_PlantedFault_IsSeenByTheDecoder()
    {
        var png = PngFile.Encode(new Raster(5, 5));
        png[^20] ^= 1;

        Assert.ThrowsAny<Exception>(() => Decode(png));
    }

    [Fact]
    public void Draw_BeyondTheEdges_ChangesNothingElse()
    {
        var raster = new Raster(10, 10);

        raster.Line(-50, -5, -1, 40, 4, Ink.Black);
        raster.Fill(20, 20, 30, 30, Ink.Black);
        raster.Text("outside", 100, -50, 20, Ink.Black);

        for (var y = 0; y < 10; y++)
            for (var x = 0; x < 10; x++)
                Assert.Equal(Ink.White, raster.At(x, y));
    }

    [Fact]
    public void Line_ThroughAPixel_ColoursIt()
    {
        var raster = new Raster(20, 20);

        raster.Line(2, 10, 18, 10, 3, new Ink(0, 0, 255));

        Assert.Equal(new Ink(0, 0, 255), raster.At(10, 9));
        Assert.Equal(Ink.White, raster.At(10, 15));
    }

    [Fact]
    public void Of_TheSimulatedDay_HasEveryPlotWithItsSeries()
    {
        var plots = PngPlots.Of(new ReportedRun("day", SimulatedDay.Results)).ToDictionary();

        Assert.Equal(["cpu", "heat-map", "memory", "percentiles", "rates"], plots.Keys.Order());
        foreach (var (name, png) in plots)
        {
            var (width, height, pixels) = Decode(png);
            Assert.Equal((1_600, 900), (width, height));
            // The day's curves are all the same, and the last one lies on top.
            var ink = name switch { "percentiles" => Ink.Series[4], "heat-map" => Ink.Series[1], _ => Ink.Series[0] };
            Assert.True(Count(pixels, ink) > 500, $"{name}: a line has {Count(pixels, ink)} pixels");
            Assert.True(png.Length < 1_000_000, $"{name}: {png.Length} bytes");
        }
    }

    [Fact]
    public void Of_EveryOutcome_IsAPictureOrNone()
    {
        foreach (var run in ReportSamples.All)
        {
            foreach (var (_, png) in PngPlots.Of(run))
                Assert.Equal(1_600, Decode(png).Width);
        }

        Assert.Empty(PngPlots.Of(ReportSamples.Empty));
    }

    [Fact]
    public void Font_TextsOfReports_HasTheirCharacters()
    {
        foreach (var run in ReportSamples.All.Where(run => run.Name != ReportSamples.Hostile))
            Assert.DoesNotContain(PlotText.Subtitle(run), character => !StrokeFont.Has(character));
        Assert.DoesNotContain("0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ µs ns ms /s % . , : - + × ( ) = < > _", character => !StrokeFont.Has(character));
        Assert.False(StrokeFont.Has('漢'));
    }

    [Theory]
    [InlineData(ScaleKind.Linear, 0, 5)]
    [InlineData(ScaleKind.Linear, 0, 123_456_789)]
    [InlineData(ScaleKind.Linear, 0, 0)]
    [InlineData(ScaleKind.Time, 0.5, 86_400)]
    [InlineData(ScaleKind.Log, 20, 9e18)]
    [InlineData(ScaleKind.Log, 100, 100)]
    [InlineData(ScaleKind.Nines, 0, 99.9999)]
    public void Scale_AnyRange_HasAFewTicksWithinIt(object kind, double low, double high)
    {
        var scale = new Scale((ScaleKind)kind, [low, high, double.NaN, double.PositiveInfinity], value => ReportText.Of($"{value}"));

        var ticks = scale.Ticks(10).ToArray();

        Assert.InRange(ticks.Length, 1, 21);
        Assert.All(ticks, tick => Assert.InRange(scale.Share(tick.Value), -1e-6, 1 + 1e-6));
        Assert.InRange(scale.Share(low), -1e-9, 1);
        Assert.InRange(scale.Share(high), 0, 1 + 1e-9);
        Assert.True(scale.Share(low) <= scale.Share(high));
    }

    private static int Count(byte[] pixels, Ink ink)
    {
        var count = 0;
        for (var i = 0; i < pixels.Length; i += 3)
            count += pixels[i] == ink.Red && pixels[i + 1] == ink.Green && pixels[i + 2] == ink.Blue ? 1 : 0;
        return count;
    }

    // Signature, chunks with their checksums, zlib, filters none and sub.
    private static (int Width, int Height, byte[] Pixels) Decode(byte[] png)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        using var data = new MemoryStream();
        var (width, height, types) = (0, 0, "");
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var type = Encoding.ASCII.GetString(png, at + 4, 4);
            var content = png.AsSpan(at + 8, length);
            Assert.Equal(Crc(png.AsSpan(at + 4, length + 4)), BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length)));
            types += type;
            if (type == "IHDR")
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(content), BinaryPrimitives.ReadInt32BigEndian(content[4..]));
            if (type == "IDAT")
                data.Write(content);
            at += 12 + length;
        }

        Assert.Equal("IHDRIDATIEND", types);
        data.Position = 0;
        using var zlib = new ZLibStream(data, CompressionMode.Decompress);
        var pixels = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            Assert.Equal(1, zlib.ReadByte());
            var row = pixels.AsSpan(y * width * 3, width * 3);
            zlib.ReadExactly(row);
            for (var i = 3; i < row.Length; i++)
                row[i] += row[i - 3];
        }

        return (width, height, pixels);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
