using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Pipeline;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingBuffer.Tests.Pipelines;

/// <summary>A stage that halted goes on at its position with a new handler; stages are told of a new writer before its first record.</summary>
public sealed class RestartTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly RingDirectory _directory = new();
    private RingWriter<TestRecord> _writer;

    public RestartTests() => _writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 256 });

    public void Dispose()
    {
        _writer.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Restart_HaltedStage_GoesOnAtTheEventThatFailedWithANewHandler(int threads)
    {
        var first = new Recording(1);
        var second = new Recording(1) { Before = first, FailAt = 10 };
        var made = 0;
        using var builder = new PipelineBuilder<TestRecord>([_directory.Ring()]);
        using var pipeline = builder.Stage("first", new RecordingHandler(first)).Stage("second", Make, "first").Build();
        Publish(20);
        pipeline.Start(threads);
        Eventually.True(() => pipeline.Faults.Count == 1, "the stage has halted");

        // The one before it is not touched by it.
        Eventually.True(() => pipeline.Position(0, 0) == 20, "the stage before goes on");
        var fault = pipeline.Faults[0];
        Assert.Equal(("second", 0, 10L, "planted at 10"), (fault.Stage, fault.Ring, fault.Sequence, fault.Exception.Message));
        Assert.True(fault.Data.IsIntact(10));
        Assert.Equal(10, pipeline.Position(1, 0));
        pipeline.Restart(fault);
        pipeline.Restart(fault);
        Publish(20);
        Assert.True(pipeline.DrainAndStop(s_patience), pipeline.Fault?.Exception.ToString());
        Assert.Equal((40L, 40L), (first.Next[0], second.Next[0]));
        Assert.InRange(made, 2, 3);

        RecordingHandler Make()
        {
            Interlocked.Increment(ref made);
            return new RecordingHandler(second);
        }
    }

    [Fact]
    public void Restart_ThreadThatDied_RunsItsStagesAgain()
    {
        var recording = new Recording(1);
        var attempts = 0;
        using var builder = new PipelineBuilder<TestRecord>([_directory.Ring()]);
        using var pipeline = builder.Stage("stage", () => new RecordingHandler(recording)).Build();
        Publish(20);
        pipeline.Start(threadStart: () => Assert.True(Interlocked.Increment(ref attempts) > 1, "planted"));
        Eventually.True(() => pipeline.Faults.Count == 1, "the thread has ended");
        var fault = pipeline.Faults[0];
        Assert.Equal(("stage", -1), (fault.Stage, fault.Ring));
        pipeline.Restart(fault);
        Assert.True(pipeline.DrainAndStop(s_patience), pipeline.Fault?.Exception.ToString());
        Assert.Equal([20], recording.Next);
    }

    [Fact]
    public void Restart_StageWithAGivenHandler_Throws()
    {
        using var builder = new PipelineBuilder<TestRecord>([_directory.Ring()]);
        using var pipeline = builder.Stage("stage", new RecordingHandler(new Recording(1) { FailAt = 0 })).Build();
        Publish(1);
        pipeline.Start();
        Eventually.True(() => pipeline.Faults.Count == 1, "the stage has halted");
        Assert.Throws<InvalidOperationException>(() => pipeline.Restart(pipeline.Faults[0]));
    }

    [Theory]
    [InlineData(0)] // noticed while idle
    [InlineData(10)] // noticed with old and new records in one batch
    public void TellWriterChangesTo_ResumedWriter_BeforeItsFirstRecordWithItsStart(int unread)
    {
        var recording = new Recording(1);
        var changes = new Changes(recording);
        using var builder = new PipelineBuilder<TestRecord>([_directory.Ring()]);
        using var pipeline = builder.TellWriterChangesTo(changes).Stage("stage", new RecordingHandler(recording)).Build();
        Publish(unread);
        if (unread == 0)
            pipeline.Start();
        _writer.Dispose();
        _writer = RingWriter<TestRecord>.Resume(_directory.Ring());
        if (unread == 0)
        {
            Eventually.True(() => changes.Seen.Count == 1, "the new writer was noticed");
            Publish(5);
        }
        else
        {
            Publish(5);
            pipeline.Start();
        }

        Assert.True(pipeline.DrainAndStop(s_patience));
        Assert.Equal([$"stage 0 2 {unread} 0"], changes.Seen);
        pipeline.RequestSnapshot(0);
    }

    private void Publish(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(ClaimStatus.Claimed, _writer.TryClaim());
            _writer[0].Fill(_writer.Cursor);
            _writer.Publish();
        }
    }

    private sealed class Changes(Recording recording) : IWriterChangeHandler
    {
        private readonly List<string> _seen = [];

        internal IReadOnlyList<string> Seen
        {
            get
            {
                lock (_seen)
                    return [.. _seen];
            }
        }

        public void OnWriterChanged(string stage, int ring, uint epoch, long firstSequence)
        {
            lock (_seen)
                _seen.Add($"{stage} {ring} {epoch} {firstSequence} {recording.Next[ring]}");
        }
    }
}
