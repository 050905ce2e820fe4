using System.Collections.Concurrent;
using AlphaPulse.SteppedPeer.Shared;

namespace AlphaPulse.Reliability.Tests.Cast;

/// <summary>The peer processes: as many as are wanted, started ahead, and used again as long as they live. Thread-safe.</summary>
/// <remarks>One thread starts them all and lives as long as this process does: the kernel kills a peer with the thread that started it.</remarks>
internal sealed class Troupe : IDisposable
{
    // What one constellation needs, so that the next one need not wait.
    private const int Ahead = 8;

    private static readonly BlockingCollection<Action> s_starts = StartThread();

    private readonly string _boardPath;
    private readonly Board _board;
    private readonly ConcurrentQueue<int> _slots = new(Enumerable.Range(0, Board.Slots));
    private readonly BlockingCollection<Actor> _idle = [];
    private readonly ConcurrentDictionary<int, Actor> _all = [];
    private int _starting;

    internal Troupe()
    {
        Root = Directory.CreateDirectory($"/dev/shm/alphapulse-matrix-{Guid.NewGuid():N}").FullName;
        _boardPath = Path.Combine(Root, "board");
        _board = Board.Create(_boardPath);
        Scratch = Directory.CreateDirectory(Path.Combine(Root, "scratch")).FullName;
    }

    /// <summary>Everything that the peers do happens below it.</summary>
    internal string Root { get; }

    internal int Started { get; private set; }

    private string Scratch { get; }

    /// <summary>A process without a role.</summary>
    internal Actor Take()
    {
        while (_idle.Count + Volatile.Read(ref _starting) < Ahead)
            StartOne();
        if (!_idle.TryTake(out var actor, Patience.Limit))
            throw new BrokenPromiseException("no peer process is ready");
        return actor;
    }

    /// <summary>Takes a process back; one that died is buried.</summary>
    internal void Return(Actor actor)
    {
        if (!actor.IsDead && !actor.IsPlaying && !actor.IsPaused)
        {
            _idle.Add(actor);
            return;
        }

        actor.Dispose();
        _all.TryRemove(actor.Slot, out _);
        _slots.Enqueue(actor.Slot);
    }

    public void Dispose()
    {
        // Nothing new starts from here on; what does already is waited for.
        while (Volatile.Read(ref _starting) > 0)
            _idle.TryTake(out _, millisecondsTimeout: 10);

        foreach (var actor in _all.Values)
            actor.Dispose();
        _board.Dispose();
        Directory.Delete(Root, recursive: true);
    }

    private void StartOne()
    {
        Interlocked.Increment(ref _starting);
        s_starts.Add(() =>
        {
            try
            {
                Patience.Require(_slots.TryDequeue(out var slot), "more peers than the board has places");
                var actor = _all[slot] = new Actor(_boardPath, _board, slot, Scratch);
                actor.AwaitReady();
                Started++;
                _idle.Add(actor);
            }
            finally
            {
                Interlocked.Decrement(ref _starting);
            }
        });
    }

    private static BlockingCollection<Action> StartThread()
    {
        var starts = new BlockingCollection<Action>();
        var thread = new Thread(() =>
        {
            foreach (var start in starts.GetConsumingEnumerable())
            {
                try
                {
                    start();
                }
                catch (BrokenPromiseException e)
                {
                    Console.Error.WriteLine(e.Message);
                }
            }
        })
        {
            IsBackground = true,
            Name = "starts peers",
        };
        thread.Start();
        return starts;
    }
}
