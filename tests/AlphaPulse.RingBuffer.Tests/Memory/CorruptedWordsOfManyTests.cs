using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingBuffer.Tests.Memory;

/// <summary>As <see cref="CorruptedWordsTests"/>, on a ring for many writers: its users say so or go on; they never crash, hang or read outside.</summary>
public sealed unsafe class CorruptedWordsOfManyTests : IDisposable
{
    private const int Capacity = 64;
    private const int Published = 40;

    private readonly RingDirectory _directory = new();
    private readonly MultiWriterRing<TestRecord> _writer;
    private readonly GatedReader<TestRecord> _reader;
    private readonly Observer<TestRecord> _observer;
    private readonly RingFile _ring;

    public CorruptedWordsOfManyTests()
    {
        _writer = MultiWriterRing<TestRecord>.Create(_directory.Ring(), "writer", new RingOptions { Capacity = Capacity });
        _reader = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "reader" });
        _observer = Observer<TestRecord>.Attach(_directory.Ring());
        _ring = RingFile.Attach(_directory.Ring(), RecordSchema.Of<TestRecord>(), RingFile.Access.Write, null, r => r);
        for (var i = 0; i < Published; i++)
            _writer.TryPublish(default);
        Assert.Equal(Published, _reader.Available());
        _reader.Release(20);
    }

    public static TheoryData<long> Impossible => [long.MinValue, -1, Published + Capacity + 1, 1L << 40, long.MaxValue];

    public void Dispose()
    {
        _ring.Dispose();
        _observer.Dispose();
        _reader.Dispose();
        _writer.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Claim_Impossible_WritersAndJoinersSayCorrupted(long value)
    {
        *_ring.Claim = value;
        Assert.Equal(RingFault.Corrupted, FaultOf(() => PublishAll()));
        Assert.Equal(RingFault.Corrupted, FaultOf(() => MultiWriterRing<TestRecord>.Join(_directory.Ring(), "joiner").Dispose()));
    }

    [Theory]
    [InlineData(1L << 40)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void Cursor_Impossible_EverybodySaysCorrupted(long value)
    {
        *_ring.Cursor = value;
        Assert.Equal(RingFault.Corrupted, FaultOf(() => _reader.Available()));
        Assert.Equal(RingFault.Corrupted, FaultOf(() => PublishAll()));
        Assert.Equal(RingFault.Corrupted, FaultOf(() => MultiWriterRing<TestRecord>.Join(_directory.Ring(), "joiner").Dispose()));
        Assert.Equal(RingFault.Corrupted, FaultOf(() => ObserveAll()));
    }

    [Theory]
    [MemberData(nameof(Impossible))]
    public void LastTombstone_Impossible_IsOnlySlower(long value)
    {
        _ring.Counter(RingLayout.LastTombstoneOffset) = value;
        Assert.Equal(20, _reader.Available());
        ObserveAll();
        Assert.Equal(Published, _observer.Delivered);
        Assert.Equal(0, _reader.Tombstones + _observer.Tombstones);
    }

    [Fact]
    public void AnyWords_Random_CorruptedOrGoesOnNeverHangs()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            for (var words = random.Next(1, 8); words > 0; words--)
                Word(random) = Value(random);
            FaultOf(() => PublishAll());
            FaultOf(() => _reader.Release(_reader.Available()));
            FaultOf(() => ObserveAll());
            FaultOf(() => DeadWriters.CloseHoles(_ring, -1));
            FaultOf(() => MultiWriterRing<TestRecord>.Join(_directory.Ring(), "joiner", timeout: TimeSpan.Zero).Dispose());
        }
    }

    private ref long Word(Random random)
    {
        ref var entry = ref _ring.Writer(random.Next(3));
        switch (random.Next(7))
        {
            case 0:
                return ref *_ring.Cursor;
            case 1:
                return ref *_ring.Claim;
            case 2:
                return ref _ring.Counter(RingLayout.LastTombstoneOffset);
            case 3:
                return ref entry.From;
            case 4:
                return ref entry.To;
            default:
                return ref _ring.Stamps[random.Next(Capacity)];
        }
    }

    /// <summary>Half of them near what is right, with or without the sign.</summary>
    private long Value(Random random) =>
        random.Next(2) == 0 ? random.NextInt64(long.MinValue, long.MaxValue) : (*_ring.Cursor + random.Next(-2 * Capacity, 2 * Capacity)) | (random.Next(4) == 0 ? long.MinValue : 0);

    /// <summary>Null, or a fault that a caller can be told of; anything else fails the test.</summary>
    private static RingFault? FaultOf(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (RingException e) when (e.Fault is RingFault.Corrupted or RingFault.TooManyWriters)
        {
            return e.Fault;
        }
    }

    // Bounded: a word that makes a user go on for ever is a failure, too.
    private void PublishAll()
    {
        for (var i = 0; i < 200; i++)
            _writer.TryPublish(default);
    }

    private void ObserveAll()
    {
        for (var i = 0; i < 200; i++)
            _observer.TryRead(out _);
    }
}
