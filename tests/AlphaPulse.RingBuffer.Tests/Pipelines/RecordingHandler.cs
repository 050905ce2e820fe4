using AlphaPulse.RingBuffer.Pipeline;

namespace AlphaPulse.RingBuffer.Tests.Pipelines;

/// <summary>What a handler of a test saw and is told to do; shared with the test, which reads it after the stage's thread has ended.</summary>
internal sealed class Recording(int rings)
{
    internal long[] Next { get; } = new long[rings];

    internal long Batches { get; set; }

    internal long LastBatchEnd { get; set; } = -1;

    internal int Thread { get; set; }

    /// <summary>Throws at this sequence, the first time.</summary>
    internal long FailAt { get; set; } = -1;

    /// <summary>Must be ahead of this one on every ring.</summary>
    internal Recording? Before { get; init; }
}

/// <summary>Checks order and content of what it is given.</summary>
internal readonly struct RecordingHandler(Recording recording) : IEventHandler<TestRecord>
{
    public void OnEvent(in TestRecord data, int ring, long sequence, bool endOfBatch)
    {
        if (sequence == recording.FailAt)
        {
            recording.FailAt = -1;
            throw new InvalidOperationException($"planted at {sequence}");
        }

        if (!data.IsIntact(sequence))
            throw new InvalidOperationException($"record {data.Sequence} found at {sequence}");
        if (recording.Before is { } before && Volatile.Read(ref before.Next[ring]) <= sequence)
            throw new InvalidOperationException($"ahead of the stage before at {sequence}");
        recording.Thread = Environment.CurrentManagedThreadId;
        if (endOfBatch)
        {
            recording.Batches++;
            recording.LastBatchEnd = sequence;
        }

        Volatile.Write(ref recording.Next[ring], sequence + 1);
    }
}
