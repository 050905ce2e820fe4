using System.Diagnostics;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Pipeline;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Tests.Processes;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.RingBuffer.Tests.Pipelines;

public sealed class PipelineTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly RingDirectory _directory = new();
    private readonly List<RingWriter<TestRecord>> _writers = [];

    public void Dispose()
    {
        _writers.ForEach(w => w.Dispose());
        _directory.Dispose();
    }

    [Theory]
    [InlineData(1, 1, WaitKind.BackOff)]
    [InlineData(5, 1, WaitKind.Yield)]
    [InlineData(5, 3, WaitKind.BackOff)]
    [InlineData(2, 2, WaitKind.BusySpin)]
    [InlineData(2, 9, WaitKind.BackOff)]
    public void Stages_InADiamondOverManyRings_NoneIsAheadOfThoseBefore(int ringCount, int threads, WaitKind wait)
    {
        var rings = CreateRings(ringCount, 64);
        var first = new Recording(ringCount);
        var left = new Recording(ringCount) { Before = first };
        var right = new Recording(ringCount) { Before = first };
        var afterLeft = new Recording(ringCount) { Before = left };
        var afterRight = new Recording(ringCount) { Before = right };
        using var builder = new PipelineBuilder<TestRecord>(rings, maxBatch: 7);
        using var pipeline = builder
            .Stage("first", new RecordingHandler(first))
            .Stage("left", new RecordingHandler(left), "first")
            .Stage("right", new RecordingHandler(right), "first")
            .Stage("after left", new RecordingHandler(afterLeft), "left", "right")
            .Stage("after right", new RecordingHandler(afterRight), "right", "left")
            .Build();
        Assert.Equal(["first", "left", "right", "after left", "after right"], pipeline.Stages);
        pipeline.Start(threads, wait);
        Publish(2000);
        Assert.True(pipeline.DrainAndStop(s_patience), pipeline.Fault?.Exception.ToString());
        foreach (var recording in new[] { first, left, right, afterLeft, afterRight })
            Assert.All(recording.Next, next => Assert.Equal(2000, next));
        Assert.Equal(2000, pipeline.Position(4, 0));
    }

    [Fact]
    public void Start_StagesOnThreads_NeighboursTogether()
    {
        var rings = CreateRings(1, 64);
        var recordings = Enumerable.Range(0, 4).Select(_ => new Recording(1)).ToArray();
        using var builder = new PipelineBuilder<TestRecord>(rings);
        for (var i = 0; i < 4; i++)
            builder.Stage($"stage {i}", new RecordingHandler(recordings[i]));
        using var pipeline = builder.Build();
        var started = 0;
        pipeline.Start(2, threadStart: () => Interlocked.Increment(ref started));
        Publish(10);
        Assert.True(pipeline.DrainAndStop(s_patience));
        Assert.Equal(2, started);
        Assert.Equal(recordings[0].Thread, recordings[1].Thread);
        Assert.Equal(recordings[2].Thread, recordings[3].Thread);
        Assert.NotEqual(recordings[0].Thread, recordings[2].Thread);
    }

    [Fact]
    public void OnEvent_EndOfBatch_OnTheLastOfEachBatchAndNeverLonger()
    {
        var rings = CreateRings(1, 64);
        var recording = new Recording(1);
        using var builder = new PipelineBuilder<TestRecord>(rings, maxBatch: 10);
        using var pipeline = builder.Stage("stage", new RecordingHandler(recording)).Build();
        Publish(25);
        pipeline.Start();
        Assert.True(pipeline.DrainAndStop(s_patience));
        Assert.Equal(3, recording.Batches);
        Assert.Equal(24, recording.LastBatchEnd);
    }

    [Fact]
    public void Handler_ThrowsAndNobodyDecides_StageHaltsBeforeTheEventWhichIsKept()
    {
        var rings = CreateRings(1, 64);
        var first = new Recording(1) { FailAt = 10 };
        var second = new Recording(1) { Before = first };
        using var builder = new PipelineBuilder<TestRecord>(rings);
        using var pipeline = builder.Stage("first", new RecordingHandler(first)).Stage("second", new RecordingHandler(second), "first").Build();
        Publish(20);
        pipeline.Start(2);

        // Ends before its limit: what is stuck is known, not waited for.
        var started = Stopwatch.GetTimestamp();
        Assert.False(pipeline.DrainAndStop(s_patience));
        Assert.True(Stopwatch.GetElapsedTime(started) < s_patience);
        var fault = pipeline.Fault!;
        Assert.Equal(("first", 0, 10L), (fault.Stage, fault.Ring, fault.Sequence));
        Assert.True(fault.Data.IsIntact(10));
        Assert.Equal("planted at 10", fault.Exception.Message);
        Assert.Equal(10, pipeline.Position(0, 0));
        Assert.Equal(10, pipeline.Position(1, 0));
        Assert.Equal([10], second.Next);

        // Lossless also then: the writer is held back by the event that nobody handled.
        for (var i = 20; i < 10 + 64; i++)
            Assert.Equal(ClaimStatus.Claimed, _writers[0].TryPublish(default));
        Assert.Equal(ClaimStatus.Full, _writers[0].TryPublish(default));
        pipeline.Dispose();
        Assert.Equal(ClaimStatus.Claimed, _writers[0].TryPublish(default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Handler_Throws_ExceptionHandlerDecides(bool goOn)
    {
        var rings = CreateRings(2, 64);
        var recording = new Recording(2) { FailAt = 10 };
        var decider = new Decider(goOn);
        using var builder = new PipelineBuilder<TestRecord>(rings, exceptionHandler: decider);
        using var pipeline = builder.Stage("stage", new RecordingHandler(recording)).Build();
        Publish(20);
        pipeline.Start();
        Assert.Equal(goOn, pipeline.DrainAndStop(s_patience));
        Assert.Equal(["stage 0 10 planted at 10"], decider.Seen);
        Assert.Equal(goOn ? 20 : 10, pipeline.Position(0, 0));
        Assert.Equal(goOn, pipeline.Fault is null);
    }

    [Fact]
    public void HandleExceptionsWith_AHandlerPerStage_EachDecidesForItsOwn()
    {
        var rings = CreateRings(1, 64);
        var (lenient, strict) = (new Decider(true), new Decider(false));
        using var builder = new PipelineBuilder<TestRecord>(rings, exceptionHandler: lenient);
        using var pipeline = builder
            .Stage("first", new RecordingHandler(new Recording(1) { FailAt = 2 }))
            .HandleExceptionsWith(strict)
            .Stage("second", new RecordingHandler(new Recording(1) { FailAt = 4 }), "first")
            .Build();
        Publish(6);
        pipeline.Start();
        Assert.False(pipeline.DrainAndStop(s_patience));
        Assert.Equal(["first 0 2 planted at 2"], lenient.Seen);
        Assert.Equal(["second 0 4 planted at 4"], strict.Seen);
        Assert.Equal((6, 4), (pipeline.Position(0, 0), pipeline.Position(1, 0)));
    }

    [Fact]
    public void Handler_ThrowsAndTheExceptionHandlerToo_StageHaltsWithBoth()
    {
        var rings = CreateRings(1, 64);
        using var builder = new PipelineBuilder<TestRecord>(rings, exceptionHandler: new Decider(null));
        using var pipeline = builder.Stage("stage", new RecordingHandler(new Recording(1) { FailAt = 3 })).Build();
        Publish(5);
        pipeline.Start();
        Assert.False(pipeline.DrainAndStop(s_patience));
        Assert.Equal(2, Assert.IsType<AggregateException>(pipeline.Fault!.Exception).InnerExceptions.Count);
        Assert.Equal(3, pipeline.Position(0, 0));
    }

    [Fact]
    public async Task DrainAndStop_WhileTheWriterGoesOn_EndsAtWhatWasPublished()
    {
        var rings = CreateRings(1, 1024);
        var first = new Recording(1);
        var second = new Recording(1) { Before = first };
        using var builder = new PipelineBuilder<TestRecord>(rings);
        var pipeline = builder.Stage("first", new RecordingHandler(first)).Stage("second", new RecordingHandler(second), "first").Build();
        pipeline.Start(2);
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(
            () =>
            {
                var wait = default(YieldWait);
                var writer = _writers[0];
                while (writer.Claim(1, ref wait, cancellationToken: enough.Token) == ClaimStatus.Claimed && !enough.IsCancellationRequested)
                {
                    writer[0].Fill(writer.Cursor);
                    writer.Publish();
                }
            },
            TestContext.Current.CancellationToken);
        Eventually.True(() => pipeline.Position(1, 0) > 5000, "some events have passed");
        var published = pipeline.Position(1, 0);
        Assert.True(pipeline.DrainAndStop(s_patience), pipeline.Fault?.Exception.ToString());
        Assert.True(pipeline.Position(1, 0) >= published);
        await enough.CancelAsync();
        await writing;
        pipeline.Dispose();
        Assert.True(first.Next[0] >= second.Next[0]);
    }

    [Fact]
    public void Dispose_WhileRunning_LeavesTheRingsAndPositionsStayReadable()
    {
        var rings = CreateRings(2, 64);
        var builder = new PipelineBuilder<TestRecord>(rings);
        var pipeline = builder.Stage("stage", new RecordingHandler(new Recording(2))).Build();
        builder.Dispose();
        pipeline.Start();
        Publish(1000);
        Eventually.True(() => pipeline.Position(0, 1) == 1000, "all is handled");
        pipeline.Dispose();
        pipeline.Dispose();
        Assert.Equal(1000, pipeline.Position(0, 1));
        Publish(1000);
        Assert.Equal(-1, _writers[0].SlowestReader);
        Assert.Throws<ObjectDisposedException>(() => pipeline.Start());
    }

    [Fact]
    public void Builder_WrongUse_Throws()
    {
        var rings = CreateRings(1, 64);
        Assert.Throws<ArgumentOutOfRangeException>(() => new PipelineBuilder<TestRecord>([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PipelineBuilder<TestRecord>(rings, maxBatch: 0));
        using var builder = new PipelineBuilder<TestRecord>(rings);
        Assert.Throws<InvalidOperationException>(() => builder.Build());
        var handler = new RecordingHandler(new Recording(1));
        builder.Stage("one", handler);
        Assert.Throws<ArgumentException>(() => builder.Stage("one", handler));
        Assert.Throws<ArgumentException>(() => builder.Stage("two", handler, "nobody"));
        Assert.Throws<ArgumentException>(() => builder.Stage("", handler));
        using var pipeline = builder.Build();
        Assert.Throws<InvalidOperationException>(() => pipeline.DrainAndStop(s_patience));
        Assert.Throws<ArgumentOutOfRangeException>(() => pipeline.Start(0));
        pipeline.Start();
        Assert.Throws<InvalidOperationException>(() => pipeline.Start());
    }

    [Fact]
    public void Ring_CorruptedWhileRunning_StageHaltsAndNamesTheRing()
    {
        var rings = CreateRings(2, 64);
        using var builder = new PipelineBuilder<TestRecord>(rings);
        using var pipeline = builder.Stage("stage", new RecordingHandler(new Recording(2))).Build();
        pipeline.Start();
        using (var data = File.OpenHandle(Path.Combine(rings[1], "data"), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
            RandomAccess.Write(data, [0, 0, 0, 0, 1], RingBuffer.Layout.RingLayout.CursorOffset);
        Eventually.True(() => pipeline.Fault is not null, "the stage has halted");
        Assert.Equal(("stage", 1), (pipeline.Fault!.Stage, pipeline.Fault.Ring));
        Assert.Equal(RingFault.Corrupted, Assert.IsType<RingException>(pipeline.Fault.Exception).Fault);
    }

    [Fact]
    public void StageInAnotherProcess_BehindOneOfThis_NeverAheadAndDrains()
    {
        var rings = CreateRings(1, 64);
        var recording = new Recording(1);
        using var builder = new PipelineBuilder<TestRecord>(rings);
        using var pipeline = builder.Stage("guard", new RecordingHandler(recording)).Build();
        using var other = Peer.Start("stage", rings[0], "book", "guard");
        Assert.Equal([0], other.ExpectNumbers("ready"));

        // Nothing passes the stage of this process before it runs.
        PublishWhatFits();
        Assert.Equal(64, _writers[0].Cursor);
        pipeline.Start();
        Publish(1000);
        Eventually.True(() => pipeline.Position(0, 0) == 1064, "guard has handled all");
        other.Say("stop");
        Assert.Equal(["handled", "1064", "0", "True", ""], other.Expect("handled"));
        Assert.True(pipeline.DrainAndStop(s_patience));
    }

    [Fact]
    public void StageInAnotherProcess_TheOneBeforeLeaves_GetsWhatWasReleasedThenHalts()
    {
        var rings = CreateRings(1, 64);
        using var builder = new PipelineBuilder<TestRecord>(rings);
        var pipeline = builder.Stage("guard", new RecordingHandler(new Recording(1))).Build();
        using var other = Peer.Start("stage", rings[0], "book", "guard");
        other.Expect("ready");
        pipeline.Start();
        Publish(50);
        Eventually.True(() => pipeline.Position(0, 0) == 50, "guard has handled all");
        pipeline.Dispose();
        PublishWhatFits();
        other.Say("stop");
        var said = other.Expect("handled");
        Assert.Equal(["50", "0", "False"], said[1..4]);
        Assert.Contains("has left the ring at 50", string.Join(' ', said));
        Publish(100);
    }

    private List<string> CreateRings(int count, long capacity)
    {
        var rings = Enumerable.Range(0, count).Select(i => _directory.Ring($"ring{i}")).ToList();
        _writers.AddRange(rings.Select(r => RingWriter<TestRecord>.Create(r, new RingOptions { Capacity = capacity })));
        return rings;
    }

    private void Publish(int count)
    {
        var wait = default(YieldWait);
        for (var i = 0; i < count; i++)
        {
            foreach (var writer in _writers)
            {
                Assert.Equal(ClaimStatus.Claimed, writer.Claim(1, ref wait, AbsoluteSleep.NowNs() + 60_000_000_000));
                writer[0].Fill(writer.Cursor);
                writer.Publish();
            }
        }
    }

    private void PublishWhatFits()
    {
        while (_writers[0].TryClaim() == ClaimStatus.Claimed)
        {
            _writers[0][0].Fill(_writers[0].Cursor);
            _writers[0].Publish();
        }
    }

    /// <summary>Decides as told; null: fails itself.</summary>
    private sealed class Decider(bool? goOn) : IStageExceptionHandler<TestRecord>
    {
        internal List<string> Seen { get; } = [];

        public bool HandleEventException(Exception exception, in TestRecord data, string stage, int ring, long sequence)
        {
            Seen.Add($"{stage} {ring} {sequence} {exception.Message}");
            return goOn ?? throw new NotSupportedException("cannot decide");
        }
    }
}
