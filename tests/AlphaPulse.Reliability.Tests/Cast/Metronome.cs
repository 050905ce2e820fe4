using System.Collections.Concurrent;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.Reliability.Tests.Cast;

/// <summary>A thread that does nothing but sleep for a millisecond at a time: how late it wakes is how late the machine lets anybody run. Thread-safe.</summary>
internal sealed class Metronome : IDisposable
{
    private const long BeatNs = 1_000_000;
    private const int Kept = 60_000;

    private readonly ConcurrentQueue<(long AtNs, long LateNs)> _beats = [];
    private readonly Thread _thread;
    private volatile bool _isOver;

    internal Metronome()
    {
        _thread = new Thread(Beat) { IsBackground = true, Name = "metronome" };
        _thread.Start();
    }

    /// <summary>The longest delay of a beat that was due or came in this time, in milliseconds.</summary>
    internal double LatestMs(long fromNs, long toNs) =>
        _beats.Where(beat => beat.AtNs >= fromNs && beat.AtNs - beat.LateNs <= toNs).Select(beat => beat.LateNs / 1e6).DefaultIfEmpty(0).Max();

    public void Dispose()
    {
        _isOver = true;
        _thread.Join();
    }

    private void Beat()
    {
        AbsoluteSleep.MakeThreadPunctual();
        while (!_isOver)
        {
            var due = AbsoluteSleep.NowNs() + BeatNs;
            AbsoluteSleep.Until(due);
            var now = AbsoluteSleep.NowNs();
            _beats.Enqueue((now, now - due));
            if (_beats.Count > Kept)
                _beats.TryDequeue(out _);
        }
    }
}
