using System.Buffers.Binary;
using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingBuffer.Tests.Memory;

/// <summary>A hostile or broken process stores impossible values while others run: they say so; they never crash, hang or read outside.</summary>
public sealed class CorruptedWordsTests : IDisposable
{
    private readonly RingDirectory _directory = new();
    private readonly RingWriter<TestRecord> _writer;
    private readonly GatedReader<TestRecord> _reader;
    private readonly Observer<TestRecord> _observer;

    public CorruptedWordsTests()
    {
        _writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 });
        _reader = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "reader" });
        _observer = Observer<TestRecord>.Attach(_directory.Ring());
        for (var i = 0; i < 40; i++)
            _writer.TryPublish(default);
        _reader.Release(_reader.Available() - 20);
        for (var i = 0; i < 20; i++)
            _observer.TryRead(out _);
    }

    public static TheoryData<long> Impossible => [long.MinValue, -1, 0, 19, 20 + 65, 1L << 40, long.MaxValue];

    public void Dispose()
    {
        _observer.Dispose();
        _reader.Dispose();
        _writer.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Cursor_Impossible_GatedReaderSaysCorrupted(long value)
    {
        Store("data", RingLayout.CursorOffset, value);
        Corrupted(() => _reader.Available());
        Corrupted(() => _reader.Cursor);
        Assert.Equal(20, _reader.Position);
    }

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Cursor_Impossible_ObserverSaysCorrupted(long value)
    {
        Store("data", RingLayout.CursorOffset, value);
        Corrupted(() => ObserveAll());
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(-1)]
    [InlineData(1L << 40)]
    [InlineData(long.MaxValue)]
    public void Cursor_Impossible_JoinAndResumeSayCorrupted(long value)
    {
        Store("data", RingLayout.CursorOffset, value);
        Corrupted(() => GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "late" }));
        _writer.Dispose();
        Corrupted(() => RingWriter<TestRecord>.Resume(_directory.Ring()));

        // The attempt left no entry behind that could hold a writer back.
        using var ring = RingFile.Attach(_directory.Ring(), RecordSchema.Of<TestRecord>(), RingFile.Access.Read, null, r => r);
        Assert.NotEqual(ReaderEntry.Active, ring.Reader(1).State);
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(40 + 65)]
    [InlineData(1L << 40)]
    [InlineData(long.MaxValue)]
    public void Claim_Impossible_ObserverAndResumeSayCorrupted(long value)
    {
        Store("data", RingLayout.ClaimOffset, value);
        Corrupted(() => ObserveAll());
        _writer.Dispose();
        Corrupted(() => RingWriter<TestRecord>.Resume(_directory.Ring()));
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(-1)]
    [InlineData(1L << 32)]
    [InlineData(long.MaxValue)]
    public void Position_Impossible_WriterSaysCorruptedAndNamesTheReader(long value)
    {
        Store("control", RingLayout.ReaderOffset(0), value);
        var e = Corrupted(() =>
        {
            for (var i = 0; i < 200; i++)
                _writer.TryPublish(default);
        });
        Assert.Contains("'reader'", e.Message);
    }

    [Fact]
    public void Position_OfTheReaderBefore_Impossible_DependentSaysCorruptedOrWaits()
    {
        using var behind = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "behind", After = ["reader"] });
        Store("control", RingLayout.ReaderOffset(0), long.MinValue);
        Assert.Equal(0, behind.Available());
        Store("control", RingLayout.ReaderOffset(0), long.MaxValue);
        Corrupted(() => behind.Available());
        Store("control", RingLayout.ReaderOffset(0), behind.Position + 65);
        Corrupted(() => behind.Available());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void ReaderHighWater_Impossible_WriterSaysCorrupted(int value)
    {
        Store("control", RingLayout.ReaderHighWaterOffset, value);
        Corrupted(() =>
        {
            for (var i = 0; i < 200; i++)
                _writer.TryPublish(default);
        });
    }

    [Fact]
    public void NameBytes_Impossible_MessageIsStillMade()
    {
        Store("control", RingLayout.ReaderOffset(0) + 136, unchecked((long)0x7FFF_FFFF_0000_0001));
        Store("control", RingLayout.ReaderOffset(0), -1);
        Corrupted(() =>
        {
            for (var i = 0; i < 200; i++)
                _writer.TryPublish(default);
        });
    }

    private static RingException Corrupted(Func<object> action) => Corrupted(() => { _ = action(); });

    private static RingException Corrupted(Action action)
    {
        var e = Assert.Throws<RingException>(action);
        Assert.Equal(RingFault.Corrupted, e.Fault);
        return e;
    }

    // Bounded: a word that makes a reader go on for ever is a failure, too.
    private void ObserveAll()
    {
        for (var i = 0; i < 1000; i++)
            _observer.TryRead(out _);
    }

    private void Store(string file, long offset, long value)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        using var handle = File.OpenHandle(Path.Combine(_directory.Ring(), file), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        RandomAccess.Write(handle, bytes, offset);
    }
}
