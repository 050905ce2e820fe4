namespace AlphaPulse.MarketData.Tests;

public sealed class InstrumentDirectoryTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("alphapulse-test-").FullName;

    [Fact]
    public void Load_OfWhatWasSaved_IsEqual()
    {
        var instruments = new[] { Instrument(0), Instrument(1) with { BookKind = BookKind.Orders, BookDepth = 10, WindowTicks = 4096, TickSize = 25 } };
        new InstrumentDirectory(instruments).Save(_path);
        Assert.Equal(instruments, InstrumentDirectory.Load(_path).All);
    }

    [Fact]
    public void Create_WithIdsOutOfOrder_NamesTheInstrument() =>
        Assert.Contains("instrument 0: id is 5", Assert.Throws<ArgumentException>(() => new InstrumentDirectory([Instrument(5)])).Message);

    [Fact]
    public void Create_WithImpossibleValues_Refuses()
    {
        foreach (var faulty in new[]
        {
            Instrument(0) with { PriceDecimals = 19 }, Instrument(0) with { QuantityDecimals = -1 }, Instrument(0) with { TickSize = 0 }, Instrument(0) with { BookDepth = -1 },
            Instrument(0) with { WindowTicks = 1000 }, Instrument(0) with { WindowTicks = 1 << 30 }, Instrument(0) with { BookKind = (BookKind)9 }, Instrument(0) with { Symbol = "" },
        })
            Assert.Throws<ArgumentException>(() => new InstrumentDirectory([faulty]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[null]")]
    [InlineData("[{\"id\":0}]")]
    [InlineData("{}")]
    public void Load_OfADamagedFile_NamesIt(string text)
    {
        File.WriteAllText(Path.Combine(_path, InstrumentDirectory.FileName), text);
        Assert.Contains(InstrumentDirectory.FileName, Assert.Throws<InvalidDataException>(() => InstrumentDirectory.Load(_path)).Message);
    }

    [Fact]
    public void Load_WithoutAFile_SaysSo() => Assert.Throws<FileNotFoundException>(() => InstrumentDirectory.Load(_path));

    public void Dispose() => Directory.Delete(_path, recursive: true);

    private static Instrument Instrument(uint id) => new()
    {
        Id = id,
        Venue = 3,
        VenueName = "venue",
        Symbol = "BTC-USD",
        PriceDecimals = 2,
        QuantityDecimals = 8,
        TickSize = 1,
    };
}
