using AlphaPulse.RingTool.Reports;

namespace AlphaPulse.RingTool.Inspecting;

/// <summary>The process of a writer or reader, from look to look.</summary>
internal sealed class WatchedProcess
{
    private int _holder;
    private Since _paused;

    /// <param name="find">Asks the kernel who holds the lifeline, the given process first.</param>
    /// <param name="isAlive">Whether somebody holds it.</param>
    /// <param name="claimed">What the process calls itself; 0 if it does not say.</param>
    /// <param name="at">When the look was, by <see cref="System.Diagnostics.Stopwatch"/>.</param>
    public ProcessReport Look(Func<int, int?> find, bool isAlive, int claimed, long at)
    {
        var holder = isAlive ? find(_holder > 0 ? _holder : claimed) : null;
        _holder = holder ?? 0;

        // Of a dead one the number may be another process's by now; of one that cannot be seen to hold the lifeline, too.
        var state = holder is { } process ? ProcessState.Of(process) : null;
        var isPaused = state is { IsPaused: true };
        return new ProcessReport
        {
            Pid = holder ?? (claimed > 0 ? claimed : null),
            IsConfirmed = holder is not null,
            Name = state?.Name,
            State = isAlive ? state?.Word : "gone",
            IsPaused = isPaused,
            PausedAtLeastSecs = _paused.Next(isPaused, at),
        };
    }
}
