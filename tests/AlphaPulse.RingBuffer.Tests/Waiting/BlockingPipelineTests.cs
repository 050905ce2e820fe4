using System.Globalization;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Pipeline;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.RingBuffer.Tests.Waiting;

/// <summary>A pipeline whose threads block: everything arrives, nothing hangs, nothing is allocated.</summary>
public sealed unsafe class BlockingPipelineTests : IDisposable
{
    private readonly RingDirectory _directory = new();
    private readonly List<RingWriter<TestRecord>> _writers = [];

    public void Dispose()
    {
        _writers.ForEach(w => w.Dispose());
        _directory.Dispose();
    }

    [Theory]
    [InlineData(1, 1, WaitKind.Block)]
    [InlineData(3, 3, WaitKind.Block)]
    [InlineData(3, 2, WaitKind.BackOffBlock)]
    [InlineData(3, 3, WaitKind.SpinBlock)]
    [InlineData(130, 2, WaitKind.Block)]
    public void Start_RecordsWithAndWithoutPauses_LastStageGetsAll(int rings, int threads, WaitKind wait)
    {
        CreateRings(rings);
        var handled = new long[2];
        using var pipeline = Build(handled);
        pipeline.Start(threads, wait);
        var random = new Random(1);
        for (var i = 0; i < 200; i++)
        {
            var writer = _writers[random.Next(rings)];
            Assert.Equal(ClaimStatus.Claimed, writer.TryClaim());
            writer[0].Fill(writer.Cursor);
            writer.Publish();

            // Each fourth time until everything is handled, after which the threads go to sleep sooner or later.
            var published = i + 1;
            if (i % 4 == 0)
                Eventually.True(() => Volatile.Read(ref handled[0]) == published, $"{published} records are handled");
        }

        Assert.True(pipeline.DrainAndStop(TimeSpan.FromSeconds(60)), pipeline.Fault?.Exception.Message);
        Assert.Equal([200, 0], handled);
    }

    [Fact]
    public void DrainAndStop_WhileAsleep_EndsAndHandlesWhatIsThere()
    {
        CreateRings(2);
        var handled = new long[2];
        using var pipeline = Build(handled);
        pipeline.Start(3, WaitKind.Block);
        AwaitAnnounced();
        Assert.True(pipeline.DrainAndStop(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public void Dispose_WhileAsleep_Returns()
    {
        CreateRings(2);
        var pipeline = Build(new long[2]);
        pipeline.Start(3, WaitKind.Block);
        AwaitAnnounced();
        pipeline.Dispose();
        pipeline.Dispose();
    }

    [Fact]
    public void WaitWith_StageOfItsOwn_DecidesForItsThread()
    {
        CreateRings(1);
        using var builder = new PipelineBuilder<TestRecord>([_directory.Ring("0")]);
        using var pipeline = builder
            .WaitWith(WaitKind.Block).Stage("first", default(PassingHandler))
            .WaitWith(WaitKind.Yield).Stage("second", default(PassingHandler))
            .WaitWith(null).Stage("third", default(PassingHandler))
            .Build();
        pipeline.Start(3, WaitKind.SpinBlock);
        Assert.Equal(["first=block", "second=yield", "third=spin-block"], pipeline.Threads);
    }

    [Fact]
    public void WaitWith_SeveralStagesOnAThread_MostEagerOneDecides()
    {
        CreateRings(1);
        using var builder = new PipelineBuilder<TestRecord>([_directory.Ring("0")]);
        using var pipeline = builder
            .WaitWith(WaitKind.Block).Stage("first", default(PassingHandler))
            .WaitWith(WaitKind.Yield).Stage("second", default(PassingHandler))
            .WaitWith(WaitKind.Auto).Stage("third", default(PassingHandler))
            .Build();
        pipeline.Start(2);
        Assert.Equal([$"first=block", $"second+third={WaitKinds.NameOf(WaitKind.Yield)}"], pipeline.Threads);
    }

    [Fact]
    public void Start_Auto_IsWhatTheCoresAllow()
    {
        CreateRings(1);
        using var pipeline = Build(new long[2]);
        pipeline.Start();
        Assert.Equal([$"first+second+third={WaitKinds.NameOf(WaitKinds.ForCores(Environment.ProcessorCount))}"], pipeline.Threads);
    }

    [Fact]
    public void Loop_SleepsAndIsWokenAgainAndAgain_NoBytes()
    {
        const int Rounds = 60;
        CreateRings(3);
        var allocated = new long[Rounds];
        using var builder = new PipelineBuilder<TestRecord>(Rings());
        using var pipeline = builder.Stage("only", new MeasuringHandler(allocated)).Build();
        pipeline.Start(1, WaitKind.Block);
        for (var round = 0; round < Rounds; round++)
        {
            AwaitAnnounced();
            _writers[0].TryPublish(default);
            var at = round;
            Eventually.True(() => Volatile.Read(ref allocated[at]) != 0, "the record is handled");
        }

        Assert.True(pipeline.DrainAndStop(TimeSpan.FromSeconds(60)));
        Assert.Equal(allocated[Rounds / 2], allocated[^1]);
    }

    private void CreateRings(int count)
    {
        for (var i = 0; i < count; i++)
            _writers.Add(RingWriter<TestRecord>.Create(_directory.Ring(i.ToString(CultureInfo.InvariantCulture)), new RingOptions { Capacity = 512 }));
    }

    private List<string> Rings() => [.. _writers.Select(w => w.Path)];

    private Pipeline<TestRecord> Build(long[] handled)
    {
        using var builder = new PipelineBuilder<TestRecord>(Rings());
        return builder
            .Stage("first", default(PassingHandler))
            .Stage("second", default(PassingHandler), "first")
            .Stage("third", new CheckingHandler(handled), "second")
            .Build();
    }

    /// <summary>A thread has said that it is about to sleep on the first ring.</summary>
    private void AwaitAnnounced()
    {
        using var control = MappedFile.OpenRead(Path.Combine(_directory.Ring("0"), RingLayout.ControlFileName), RingLayout.ControlBytes);
        Eventually.True(() => Volatile.Read(ref ((WakeWords*)(control.Address + RingLayout.WakeOffset))->Sleepers) != 0, "a thread is about to sleep");
    }

    private readonly struct PassingHandler : IEventHandler<TestRecord>
    {
        public void OnEvent(in TestRecord data, int ring, long sequence, bool endOfBatch)
        {
        }
    }

    private readonly struct CheckingHandler(long[] handled) : IEventHandler<TestRecord>
    {
        public void OnEvent(in TestRecord data, int ring, long sequence, bool endOfBatch)
        {
            if (!data.IsIntact(sequence))
                handled[1]++;
            Volatile.Write(ref handled[0], handled[0] + 1);
        }
    }

    private readonly struct MeasuringHandler(long[] allocated) : IEventHandler<TestRecord>
    {
        public void OnEvent(in TestRecord data, int ring, long sequence, bool endOfBatch) =>
            Volatile.Write(ref allocated[sequence], GC.GetAllocatedBytesForCurrentThread());
    }
}
