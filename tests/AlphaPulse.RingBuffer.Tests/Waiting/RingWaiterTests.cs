using System.Diagnostics;
using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.RingBuffer.Tests.Waiting;

/// <summary>The protocol of a blocking wait, step by step, on rings of this process. Sleeps that only a wake can end have a bound of ten minutes.</summary>
public sealed unsafe class RingWaiterTests : IDisposable
{
    private const long TenMinutesNs = 600_000_000_000;

    private readonly RingDirectory _directory = new();
    private readonly RingWriter<TestRecord> _writer;
    private readonly GatedReader<TestRecord> _reader;

    public RingWaiterTests()
    {
        _writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 });
        _reader = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "sleeper" });
    }

    private WakeWords* Words => (WakeWords*)_reader.WakeAddress;

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Sleep_RecordPublished_IsWoken()
    {
        var sleeper = StartSleeping(TenMinutesNs);
        _writer.TryPublish(default);
        Assert.True(End(sleeper));
        Assert.Equal(1, _reader.Available());
    }

    [Fact]
    public void Sleep_PublishedBetweenLookAndSleep_ReturnsAtOnce()
    {
        var waiter = new RingWaiter([_reader.WakeAddress], TenMinutesNs);
        waiter.Announce();
        Assert.Equal(0, _reader.Available());
        _writer.TryPublish(default);
        Assert.True(waiter.Sleep());
    }

    [Fact]
    public void Sleep_AnnouncedAgainAfterItsTimeWasOver_IsStillWoken()
    {
        var waiter = new RingWaiter([_reader.WakeAddress], 1_000_000);
        waiter.Announce();
        Assert.False(waiter.Sleep());
        waiter.Announce();
        _writer.TryPublish(default);
        Assert.True(waiter.Sleep());
    }

    // What a wake that is lost on its way costs: the flag that the sleeper has raised is taken away again before the writer looks.
    [Fact]
    public void Sleep_WakeSuppressed_EndsWithinTheBound()
    {
        var sleeper = StartSleeping(RingWaiter.LongestSleepNs);
        var started = Stopwatch.GetTimestamp();
        var word = Suppress();
        _writer.TryPublish(default);
        var isWoken = End(sleeper);
        var took = Stopwatch.GetElapsedTime(started);
        Assert.Equal(word, Words->Word);
        Assert.False(isWoken);
        Assert.Equal(1, _reader.Available());

        // The bound is 50 ms; the rest is for a machine that is busy with other things.
        Assert.True(took < TimeSpan.FromSeconds(5), $"took {took}");
    }

    [Fact]
    public void Sleep_WakeSuppressedAndNoBound_GoesOn()
    {
        var sleeper = StartSleeping(TenMinutesNs);
        Suppress();
        _writer.TryPublish(default);
        Assert.False(EndsWithin(sleeper, 4 * RingWaiter.LongestSleepNs));
        RingWake.Call(Words);
        Assert.True(End(sleeper));
    }

    [Theory]
    [InlineData(0u, 0xFFFF_FFFFu)]
    [InlineData(uint.MaxValue, 1u)]
    [InlineData(0x8000_0000u, 0x8000_0000u)]
    public void Sleep_WordsWithGarbage_IsWokenAllTheSame(uint word, uint sleepers)
    {
        (Words->Word, Words->Sleepers) = (word, sleepers);
        var sleeper = StartSleeping(TenMinutesNs);
        _writer.TryPublish(default);
        Assert.True(End(sleeper));
        Assert.Equal((unchecked(word + 1), 0u), (Words->Word, Words->Sleepers));
    }

    [Fact]
    public void Publish_NobodySleeps_WakesNobody()
    {
        var word = Words->Word;
        for (var i = 0; i < 1000; i++)
        {
            _writer.TryPublish(default);
            _reader.Release(_reader.Available());
        }

        Assert.Equal(word, Words->Word);
    }

    [Fact]
    public void Publish_FlagOfASleeperThatIsGone_CostsOneWake()
    {
        var word = Words->Word;
        new RingWaiter([_reader.WakeAddress]).Announce();
        for (var i = 0; i < 10; i++)
            _writer.TryPublish(default);
        Assert.Equal((word + 1, 0u), (Words->Word, Words->Sleepers));
    }

    [Fact]
    public void Release_OfTheReaderBefore_WakesTheOneBehind()
    {
        using var behind = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "behind", After = ["sleeper"] });
        _writer.TryPublish(default);
        var waiter = new RingWaiter([behind.WakeAddress], TenMinutesNs);
        waiter.Announce();
        Assert.Equal(0, behind.Available());
        _reader.Release(_reader.Available());
        Assert.True(waiter.Sleep());
        Assert.Equal(1, behind.Available());
    }

    [Theory]
    [InlineData(10, false, false)]
    [InlineData(128, false, false)]
    [InlineData(129, false, true)]
    [InlineData(10, true, true)]
    public void Sleep_OverManyRings_AnyOfThemEndsIt(int rings, bool isBlind, bool sleepsBlindly)
    {
        using var many = new RingDirectory();
        List<RingWriter<TestRecord>> writers = [.. Enumerable.Range(0, rings).Select(i => RingWriter<TestRecord>.Create(many.Ring($"{i}"), new RingOptions { Capacity = 2 }))];
        List<GatedReader<TestRecord>> readers = [.. Enumerable.Range(0, rings).Select(i => GatedReader<TestRecord>.Attach(many.Ring($"{i}"), new ReaderOptions { Name = "sleeper" }))];
        try
        {
            var waiter = new RingWaiter([.. readers.Select(r => r.WakeAddress)], TenMinutesNs, isBlind);
            Assert.Equal(sleepsBlindly, waiter.IsBlind);
            for (var ring = 0; ring < rings; ring += Math.Max(1, rings / 3))
            {
                var sleeper = StartSleeping(waiter, readers);
                writers[ring].TryPublish(default);
                Assert.Equal(!sleepsBlindly, End(sleeper));
                Assert.Equal(1, readers[ring].Available());
                readers[ring].Release(1);
            }

            // Nobody is asked for a wake that the kernel would not pass on.
            Assert.All(readers, r => Assert.Equal(0u, sleepsBlindly ? ((WakeWords*)r.WakeAddress)->Sleepers : 0u));
        }
        finally
        {
            readers.ForEach(r => r.Dispose());
            writers.ForEach(w => w.Dispose());
        }
    }

    [Fact]
    public void WaitForRecords_EachWay_SaysWhetherThereIsOne()
    {
        Assert.False(_reader.WaitForRecords(TimeSpan.Zero));
        Assert.False(_reader.WaitForRecords(TimeSpan.FromMilliseconds(120)));
        var waiting = Task.Run(() => _reader.WaitForRecords(Timeout.InfiniteTimeSpan));
        Eventually.True(() => Words->Sleepers != 0, "the reader is about to sleep");
        _writer.TryPublish(default);
        Assert.True(End(waiting));
        Assert.True(_reader.WaitForRecords(TimeSpan.Zero));
        _reader.Release(1);

        waiting = Task.Run(() => _reader.WaitForRecords(TimeSpan.MaxValue));
        Eventually.True(() => Words->Sleepers != 0, "the reader is about to sleep");
        _writer.Dispose();
        Assert.False(End(waiting));
        Assert.Throws<ArgumentOutOfRangeException>(() => _reader.WaitForRecords(TimeSpan.FromTicks(-1)));
    }

    [Fact]
    public void WaitForRecords_ClosedButTheReaderBeforeIsNotDone_WaitsForIt()
    {
        using var behind = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "behind", After = ["sleeper"] });
        _writer.TryPublish(default);
        _writer.Dispose();
        var waiting = Task.Run(() => behind.WaitForRecords(Timeout.InfiniteTimeSpan));
        Assert.False(EndsWithin(waiting, 2 * RingWaiter.LongestSleepNs));
        _reader.Release(_reader.Available());
        Assert.True(End(waiting));
        behind.Release(1);
        Assert.False(behind.WaitForRecords(Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public void AnnounceLookSleep_PerRound_NoBytes()
    {
        var waiter = new RingWaiter([_reader.WakeAddress, _reader.WakeAddress], 1000);
        waiter.Announce();
        waiter.Sleep();
        _reader.WaitForRecords(TimeSpan.FromMilliseconds(1));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            waiter.Announce();
            _ = waiter.Sleep();
            _ = _reader.WaitForRecords(TimeSpan.FromTicks(500));
            RingWake.Call(Words);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static T End<T>(Task<T> task)
    {
        Assert.True(EndsWithin(task, 60_000_000_000), "still asleep");
        return task.Result;
    }

    private static bool EndsWithin(Task task, long ns) => task.Wait(TimeSpan.FromTicks(ns / TimeSpan.NanosecondsPerTick));

    /// <summary>Takes the sleeper's flag away, so that the next publication wakes nobody. Returns the wake word.</summary>
    private uint Suppress()
    {
        Words->Sleepers = 0;
        return Words->Word;
    }

    private Task<bool> StartSleeping(long boundNs) => StartSleeping(new RingWaiter([_reader.WakeAddress], boundNs), [_reader]);

    /// <summary>Returns when the thread is about to sleep, or does so already.</summary>
    private static Task<bool> StartSleeping(RingWaiter waiter, List<GatedReader<TestRecord>> readers)
    {
        using var looked = new ManualResetEventSlim();
        var task = Task.Factory.StartNew(
            () =>
            {
                waiter.Announce();
                var found = readers.Sum(r => r.Available());
                looked.Set();
                return found == 0 && waiter.Sleep();
            },
            TaskCreationOptions.LongRunning);
        looked.Wait();
        return task;
    }
}
