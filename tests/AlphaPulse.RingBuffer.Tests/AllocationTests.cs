using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Pipeline;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.RingBuffer.Tests;

/// <summary>The hot paths allocate nothing; the control that must allocate shows that the measurement would see it.</summary>
public sealed class AllocationTests : IDisposable
{
    private const int Events = 100_000;

    private readonly RingDirectory _directory = new();
    private readonly RingWriter<TestRecord> _writer;

    public AllocationTests() => _writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 1024 });

    public void Dispose()
    {
        _writer.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Measurement_OfACodeThatAllocates_SeesIt()
    {
        var kept = new object[1];
        Assert.True(AllocatedBy(() => kept[0] = new byte[1]) >= Events * 24L);
    }

    [Fact]
    public void ClaimFillPublish_PerEvent_NoBytes()
    {
        var wait = default(BackOffWait);
        Assert.Equal(0, AllocatedBy(() =>
        {
            if (_writer.Claim(2, ref wait) != ClaimStatus.Claimed)
                throw new InvalidOperationException("not claimed");
            _writer[0].Fill(_writer.Cursor);
            _writer[1].Fill(_writer.Cursor + 1);
            _writer.Publish(2);
        }));
    }

    [Fact]
    public void ReadRelease_AlsoOfAFullRingAndBehindAnotherReader_NoBytes()
    {
        using var first = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "first" });
        using var second = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "second", After = ["first"] });
        var sum = 0L;
        Assert.Equal(0, AllocatedBy(() =>
        {
            while (_writer.TryClaim(100) == ClaimStatus.Claimed)
                _writer.Publish(100);
            sum += ReadAll(first) + ReadAll(second);
        }, Events / 100));
        Assert.True(_writer.FullCount > 0);
    }

    [Fact]
    public void TryRead_AlsoEmptyAndLapped_NoBytes()
    {
        using var observer = Observer<TestRecord>.Attach(_directory.Ring());
        var events = 0;
        Assert.Equal(0, AllocatedBy(() =>
        {
            for (var i = ++events % 1000 == 0 ? 2000 : 1; i > 0; i--)
                _writer.TryPublish(default);
            while (observer.TryRead(out _) != ObserveStatus.Empty)
            {
            }
        }));
        Assert.True(observer.Lost > 0);
    }

    [Fact]
    public void ManyWriters_ClaimPublishGiveUpReadAlsoFullAndPastTombstones_NoBytes()
    {
        using var one = MultiWriterRing<TestRecord>.Create(_directory.Ring("many"), "one", new RingOptions { Capacity = 64 });
        using var other = MultiWriterRing<TestRecord>.Join(_directory.Ring("many"), "other");
        using var reader = GatedReader<TestRecord>.Attach(_directory.Ring("many"), new ReaderOptions { Name = "reader" });
        using var observer = Observer<TestRecord>.Attach(_directory.Ring("many"));
        var sum = 0L;
        Assert.Equal(0, AllocatedBy(() =>
        {
            while (one.TryClaim(7) == ClaimStatus.Claimed)
            {
                one.Publish(5);
                one.GiveUp();
                if (other.TryClaim() == ClaimStatus.Claimed)
                    other.Publish();
            }

            while (reader.Available() > 0)
                sum += ReadAll(reader);
            while (observer.TryRead(out _) != ObserveStatus.Empty)
            {
            }
        }, Events / 100));
        Assert.True(one.FullCount > 0);
        Assert.True(reader.Tombstones > 0);
        Assert.True(observer.Tombstones > 0);
    }

    [Fact]
    public void Pipeline_PerEvent_NoBytesOnItsThread()
    {
        var allocated = new long[2];
        using var builder = new PipelineBuilder<TestRecord>([_directory.Ring()]);
        using var pipeline = builder
            .Stage("first", new MeasuringHandler(allocated))
            .Stage("second", new MeasuringHandler(new long[2]), "first")
            .Build();
        pipeline.Start();
        var wait = default(BackOffWait);
        for (var i = 0; i < Events; i++)
        {
            Assert.Equal(ClaimStatus.Claimed, _writer.Claim(1, ref wait));
            _writer.Publish();
        }

        Assert.True(pipeline.DrainAndStop(TimeSpan.FromSeconds(60)));
        Assert.Equal(allocated[0], allocated[1]);
        Assert.True(allocated[1] > 0);
    }

    private static long ReadAll(GatedReader<TestRecord> reader)
    {
        var sum = 0L;
        var available = reader.Available();
        for (var sequence = reader.Position; sequence < reader.Position + available; sequence++)
            sum += reader[sequence].A;
        reader.Release(available);
        return sum;
    }

    private static long AllocatedBy(Action action, int times = Events)
    {
        for (var i = 0; i < 1000; i++)
            action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < times; i++)
            action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>Notes what its thread had allocated after a warm-up, and at the end.</summary>
    private readonly struct MeasuringHandler(long[] allocated) : IEventHandler<TestRecord>
    {
        public void OnEvent(in TestRecord data, int ring, long sequence, bool endOfBatch)
        {
            if (sequence == 10_000)
                allocated[0] = GC.GetAllocatedBytesForCurrentThread();
            if (sequence == Events - 1)
                allocated[1] = GC.GetAllocatedBytesForCurrentThread();
        }
    }
}
