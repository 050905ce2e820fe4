using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.PeerProcess;

/// <summary>
/// One of many writers. Says <c>ready</c>, on <c>go</c> publishes in batches of changing size, says <c>written</c>, leaves on the next
/// word. Or claims once and says <c>claimed</c>, fills half of it, and publishes only on the next word.
/// </summary>
internal static class WriteManyCommand
{
    private const int MaxBatch = 7;

    internal static int Run(string ring, string name, long count)
    {
        using var writer = MultiWriterRing<TestRecord>.Join(ring, name);
        Console.WriteLine($"ready {writer.Index}");
        if (Console.ReadLine() is null)
            return 0;
        var written = 0L;
        var wait = default(YieldWait);
        var batch = writer.Index;
        while (written < count)
        {
            batch = batch % (int)Math.Min(MaxBatch, writer.Capacity) + 1;
            var records = (int)Math.Min(batch, count - written);
            if (writer.Claim(records, ref wait) != ClaimStatus.Claimed)
                return 1;
            for (var i = 0; i < records; i++)
                writer[i].Fill(writer.Sequence + i);
            writer.Publish(records);
            written += records;
        }

        Console.WriteLine($"written {written}");
        _ = Console.ReadLine();
        return 0;
    }

    internal static int Claim(string ring, string name, int count)
    {
        using var writer = MultiWriterRing<TestRecord>.Join(ring, name);
        Console.WriteLine($"ready {writer.Index}");
        _ = Console.ReadLine();
        if (writer.TryClaim(count) != ClaimStatus.Claimed)
            return 1;
        for (var i = 0; i < count / 2; i++)
            writer[i].Fill(writer.Sequence + i);
        Console.WriteLine($"claimed {writer.Sequence}");
        _ = Console.ReadLine();
        for (var i = 0; i < count; i++)
            writer[i].Fill(writer.Sequence + i);
        writer.Publish(count);
        Console.WriteLine("published");
        _ = Console.ReadLine();
        return 0;
    }
}
