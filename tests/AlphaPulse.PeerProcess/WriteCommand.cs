using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.PeerProcess;

/// <summary>Says <c>ready</c>, publishes on <c>go</c>, in batches of changing size, says <c>written</c>, closes on the next word.</summary>
internal static class WriteCommand
{
    private const int MaxBatch = 7;

    internal static int Run(string ring, long capacity, long firstSequence, long count)
    {
        using var writer = RingWriter<TestRecord>.Create(ring, new RingOptions { Capacity = capacity, FirstSequence = firstSequence });
        return Publish(writer, count);
    }

    internal static int Resume(string ring, long count)
    {
        using var writer = RingWriter<TestRecord>.Resume(ring);
        return Publish(writer, count);
    }

    private static int Publish(RingWriter<TestRecord> writer, long count)
    {
        Console.WriteLine($"ready {writer.Cursor} {writer.Epoch}");
        if (Console.ReadLine() is null)
            return 0;
        var end = writer.Cursor + count;
        var wait = default(YieldWait);
        var batch = 1;
        while (writer.Cursor < end)
        {
            batch = batch % (int)Math.Min(MaxBatch, writer.Capacity) + 1;
            var records = (int)Math.Min(batch, end - writer.Cursor);
            if (writer.Claim(records, ref wait) != ClaimStatus.Claimed)
                return 1;
            for (var i = 0; i < records; i++)
                writer[i].Fill(writer.Cursor + i);
            writer.Publish(records);
        }

        Console.WriteLine($"written {writer.Cursor}");
        _ = Console.ReadLine();
        return 0;
    }
}
