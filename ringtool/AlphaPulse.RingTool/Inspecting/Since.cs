using System.Diagnostics;

namespace AlphaPulse.RingTool.Inspecting;

/// <summary>For how long a condition has been seen without a break; looks that miss it start it anew.</summary>
internal struct Since
{
    private long _start;

    /// <param name="holds">Whether it holds at this look.</param>
    /// <param name="at">When the look was, by <see cref="Stopwatch"/>.</param>
    /// <returns>Seconds since the first look of those at which it held; null if it does not, 0 at the first.</returns>
    public double? Next(bool holds, long at)
    {
        if (!holds)
        {
            _start = 0;
            return null;
        }

        if (_start == 0)
            _start = at;
        return Stopwatch.GetElapsedTime(_start, at).TotalSeconds;
    }
}
