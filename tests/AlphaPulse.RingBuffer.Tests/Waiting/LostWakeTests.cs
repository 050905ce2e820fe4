using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.RingBuffer.Tests.Waiting;

/// <summary>
/// A publication that meets the announcement of a sleep, a hundred thousand times, at changing distances: either the writer sees the flag, or the
/// sleeper's last look sees the record. The control takes the two steps in the wrong order and shows that the test would see a miss.
/// </summary>
public sealed unsafe class LostWakeTests(ITestOutputHelper output) : IDisposable
{
    private const int Rounds = 100_000;
    private const int Seed = 7;

    private readonly RingDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private enum Fence
    {
        None,
        SleeperOnly,
        All,

        /// <summary>Not even the order is right: looks first, announces then.</summary>
        LookFirst,
    }

    [Fact]
    public void AnnounceMeetsPublish_FencedForBoth_NeverMissed()
    {
        Assert.SkipUnless(AsymmetricFence.IsThere, "This kernel has no membarrier: a miss is possible, and costs the bound.");
        Assert.Equal(0, CountMisses(Fence.All));
    }

    // What is left where the kernel has no membarrier. How much that is depends on the processor; it is reported, and may be nothing.
    [Fact]
    public void AnnounceMeetsPublish_FencedByTheSleeperOnly_MissesFewIfAny() => Assert.InRange(CountMisses(Fence.SleeperOnly), 0, Rounds / 100);

    // The control. Whether stores are seen late without a fence is the processor's affair, and on a busy machine a matter of luck: that figure
    // is only reported. The wrong order of the two steps is a matter of nothing but time.
    [Fact]
    public void AnnounceMeetsPublish_LookedAtBeforeTheAnnouncement_IsSeenToMiss()
    {
        CountMisses(Fence.None);
        var missed = 0;
        for (var attempt = 0; attempt < 50 && missed == 0; attempt++)
            missed = CountMisses(Fence.LookFirst);
        Assert.NotEqual(0, missed);
    }

    /// <summary>A round is missed if the writer saw no flag and the look after the announcement no record: the sleeper would sleep on.</summary>
    private int CountMisses(Fence fence)
    {
        var path = _directory.Ring(Guid.NewGuid().ToString("N"));
        using var writer = RingWriter<TestRecord>.Create(path, new RingOptions { Capacity = 1 << 17 });
        using var reader = GatedReader<TestRecord>.Attach(path, new ReaderOptions { Name = "sleeper" });
        var words = (WakeWords*)reader.WakeAddress;
        var barrier = new Meeting();
        var thread = new Thread(() =>
        {
            var random = new Random(Seed);
            for (var round = 0; round < Rounds; round++)
            {
                var pause = random.Next(32);
                barrier.Arrive(0, round);
                for (var i = 0; i < pause; i++)
                    Thread.SpinWait(1);
                writer.TryPublish(default);
                barrier.Arrive(1, round);
            }
        });
        thread.Start();
        var missed = 0;
        var delays = new Random(Seed + 1);
        var waiter = new RingWaiter([reader.WakeAddress]);
        for (var round = 0; round < Rounds; round++)
        {
            var pause = delays.Next(32);
            var word = words->Word;
            barrier.Meet(0, round);
            for (var i = 0; i < pause; i++)
                Thread.SpinWait(1);
            var found = false;
            if (fence == Fence.LookFirst)
            {
                found = reader.Available() > 0;
                Thread.SpinWait(20);
            }

            if (fence == Fence.All)
                waiter.Announce();
            else
                Volatile.Write(ref words->Sleepers, 1u);
            if (fence == Fence.SleeperOnly)
                Interlocked.MemoryBarrier();
            if (fence != Fence.LookFirst)
                found = reader.Available() > 0;
            barrier.Meet(1, round);
            if (!found && Volatile.Read(ref words->Word) == word)
                missed++;
            words->Sleepers = 0;
            reader.Release(reader.Available());
        }

        thread.Join();
        output.WriteLine($"seed {Seed}, fence {fence}: {missed:N0} of {Rounds:N0} wakes were missed");
        return missed;
    }

    /// <summary>Where two threads meet before and after each round, without the kernel.</summary>
    private sealed class Meeting
    {
        private long _writer = -1;
        private long _sleeper = -1;

        /// <summary>The writer's side.</summary>
        internal void Arrive(int place, long round)
        {
            Volatile.Write(ref _writer, round * 2 + place);
            Await(ref _sleeper, round * 2 + place);
        }

        /// <summary>The sleeper's side.</summary>
        internal void Meet(int place, long round)
        {
            Volatile.Write(ref _sleeper, round * 2 + place);
            Await(ref _writer, round * 2 + place);
        }

        private static void Await(ref long other, long value)
        {
            for (var spins = 0; Volatile.Read(ref other) < value; spins++)
            {
                if (spins > 1000)
                    Thread.Yield();
            }
        }
    }
}
