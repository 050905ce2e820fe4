using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.SteppedPeer.Shared;

namespace AlphaPulse.Reliability.Tests.Matrix;

/// <summary>The end of a constellation: everybody leaves in order, the accounts are compared, and nothing may be left.</summary>
internal static class Curtain
{
    internal static void Fall(Constellation c, IReadOnlyDictionary<Role, Actor> cast)
    {
        var alive = cast.Where(p => !p.Value.IsDead).ToList();
        var present = alive.Where(p => !p.Key.IsWriter() && p.Value.Role == PeerState.In).ToList();

        // Who only stands by goes first, so that it does not take the place that the last writer leaves.
        var standingBy = alive.Where(p => p.Key.IsWriter() && p.Value.Role != PeerState.In).ToList();
        standingBy.ForEach(p => p.Value.Finish(1));
        standingBy.ForEach(p => End(p.Key, p.Value));
        alive.ForEach(p => p.Value.Finish(1));
        alive.ForEach(p => End(p.Key, p.Value));
        var cursor = c.Cursor;
        foreach (var (role, actor) in present)
            Patience.Require(actor.Position == cursor, $"the {role} ended at {actor.Position} of {cursor} published");
        Patience.Require(!c.Watch.IsWriterAlive, "the writer's lifeline is held after all have left");
        for (var i = 0; i < RingBuffer.Layout.RingLayout.MaxReaders; i++)
            Patience.Require(!c.Watch.View.IsReaderAlive(i), $"the lifeline of reader {i} is held after all have left");
        c.Watch.Forget();
        LeavesNothing(c.Ring, alive.Select(p => p.Value));
    }

    /// <summary>The next creator and a remover find the place as they want it, and leave it empty.</summary>
    internal static void LeavesNothing(string ring, IEnumerable<Actor> alive)
    {
        var directory = Path.GetDirectoryName(ring)!;
        MakeOld(directory);
        RingWriter<CheckedRecord>.Create(ring, new RingOptions { Capacity = 64 }).Dispose();
        RingFile.RemoveLeftOver(ring);
        var left = Directory.GetFileSystemEntries(directory, "*", SearchOption.AllDirectories);
        Patience.Require(left.Length == 0, $"left behind: {string.Join(", ", left)}");
        foreach (var actor in alive)
            Patience.Require(actor.Holds(directory) == 0, $"process {actor.Id} still maps or opens files of a ring that it left");
    }

    /// <summary>What is being made is left alone for a minute; here it is taken to have passed.</summary>
    internal static void MakeOld(string directory)
    {
        foreach (var unfinished in Directory.GetDirectories(directory, ".ring.*"))
        {
            try
            {
                Directory.SetLastWriteTimeUtc(unfinished, DateTime.UtcNow.AddMinutes(-5));
            }
            catch (IOException)
            {
                // Its maker has just renamed or removed it.
            }
        }
    }

    internal static void End(Role role, Actor actor)
    {
        var fault = actor.AwaitDone(role.ToString());
        Patience.Require(fault.Length == 0 && actor.Board.Faults == 0, $"the {role} saw {actor.Board.Faults} broken promises, first: {fault}");
    }
}
