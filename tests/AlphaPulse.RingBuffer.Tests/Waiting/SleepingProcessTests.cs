using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Tests.Processes;

namespace AlphaPulse.RingBuffer.Tests.Waiting;

/// <summary>D-12: a reader that sleeps in another process. Its sleep has a bound of ten minutes, so only a wake explains that it goes on.</summary>
public sealed unsafe class SleepingProcessTests : IDisposable
{
    private const string TenMinutesMs = "600000";

    private readonly RingDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Publish_ReaderOfAnotherProcessSleeps_WakesItEachTime()
    {
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 });
        using var words = Words();
        using var sleeper = StartSleeper("sleeper");
        var woken = 0;
        for (var i = 0; i < 100; i++)
        {
            Await(words, sleeper);
            Publish(writer, 1);
            Assert.Equal([1], Expect(sleeper, "got", ref woken));
        }

        Await(words, sleeper);
        writer.Dispose();
        Expect(sleeper, "closed", ref woken);
        Assert.True(woken > 50, $"woken {woken} times");
        Assert.Equal(0, sleeper.WaitForExit());
    }

    [Fact]
    public void Kill_SleeperWhileItSleeps_CostsTheWriterOneWake()
    {
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 });
        using var words = Words();
        using var sleeper = StartSleeper("doomed");
        Await(words, sleeper);
        sleeper.KillAndWait();
        var word = words.Wake->Word;
        for (var i = 0; i < 10; i++)
            Publish(writer, 1);
        Assert.Equal((word + 1, 0u), (words.Wake->Word, words.Wake->Sleepers));
    }

    [Fact]
    public void Stop_SleeperWhileItSleeps_GetsEverythingWhenItGoesOn()
    {
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 });
        using var words = Words();
        using var sleeper = StartSleeper("paused");
        Await(words, sleeper);
        sleeper.Signal(Peer.Stop);
        Eventually.True(() => sleeper.State() == 'T', "the sleeper is stopped");
        Publish(writer, 40);
        sleeper.Signal(Peer.Continue);
        Assert.Equal([40], Expect(sleeper, "got"));
    }

    [Fact]
    public void Kill_WriterWhileAReaderSleeps_ItsSuccessorWakesIt()
    {
        using var writer = Peer.Start("write", _directory.Ring(), "64", "0", "10");
        writer.Expect("ready");
        using var words = Words();
        using var sleeper = StartSleeper("sleeper");
        Await(words, sleeper);
        writer.KillAndWait();
        using var successor = RingWriter<TestRecord>.Resume(_directory.Ring());
        Assert.Equal([2], Expect(sleeper, "epoch"));
        Await(words, sleeper);
        Publish(successor, 3);
        Assert.Equal([3], Expect(sleeper, "got"));
    }

    [Fact]
    public void WaitForRecords_WriterKilled_ReturnsInTimeToAskWhetherItLives()
    {
        using var writer = Peer.Start("write", _directory.Ring(), "64", "0", "10");
        writer.Expect("ready");
        using var reader = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "reader" });
        writer.KillAndWait();
        Eventually.True(() => !reader.WaitForRecords(TimeSpan.FromMilliseconds(100)) && !reader.IsWriterAlive, "the reader learns of the death");
    }

    [Fact]
    public void Release_ReaderOfAnotherProcessSleepsBehind_WakesIt()
    {
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 });
        using var first = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "first" });
        using var words = Words();
        using var sleeper = StartSleeper("behind", "first");
        Eventually.True(() => Volatile.Read(ref words.PositionWake->Sleepers) != 0 && sleeper.State() == 'S', "the other process has announced its sleep");
        Publish(writer, 5);

        // The publication is nothing to it.
        Assert.Equal(1u, words.PositionWake->Sleepers);
        first.Release(first.Available());
        Assert.Equal([5], Expect(sleeper, "got"));
    }

    /// <summary>Between its announcement and its sleep the sleeper looks at the ring, so the flag alone does not say that it sleeps.</summary>
    private static void Await(RingFile words, Peer sleeper) =>
        Eventually.True(() => Volatile.Read(ref words.Wake->Sleepers) != 0 && sleeper.State() == 'S', "the other process has announced its sleep");

    private static void Publish(RingWriter<TestRecord> writer, int count)
    {
        Assert.Equal(ClaimStatus.Claimed, writer.TryClaim(count));
        for (var i = 0; i < count; i++)
            writer[i].Fill(writer.Cursor + i);
        writer.Publish(count);
    }

    private static long[] Expect(Peer sleeper, string word)
    {
        var woken = 0;
        return Expect(sleeper, word, ref woken);
    }

    /// <summary>The sleeper's next word but those about its sleep, of which only one is good.</summary>
    private static long[] Expect(Peer sleeper, string word, ref int woken)
    {
        string line;
        while ((line = sleeper.ReadLine()) == "woken")
            woken++;
        var words = line.Split(' ');
        Assert.Equal(word, words[0]);
        return [.. words[1..].Select(long.Parse)];
    }

    private Peer StartSleeper(string name, params string[] after)
    {
        var peer = Peer.Start(["sleep", _directory.Ring(), name, TenMinutesMs, .. after]);
        peer.Expect("ready");
        return peer;
    }

    private RingFile Words() => RingFile.Attach(_directory.Ring(), RecordSchema.Of<TestRecord>(), RingFile.Access.Read, null, ring => ring);
}
