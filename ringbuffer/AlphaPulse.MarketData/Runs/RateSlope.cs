namespace AlphaPulse.MarketData.Runs;

/// <summary>
/// A sloping rate as steps of whole rates, so short that their integral is never above the true one and never below it by more
/// than half an event (1/8 set aside, 1/32 within a step, 1/4 of rounding); over the whole stretch it is exact to 10^-9 of an event. So the
/// number of events before any moment, the integral rounded up, is the true integral ± 1.
/// </summary>
internal static class RateSlope
{
    // Within a step of length h on a slope s the integral is off by s·h²·u(1 − u)/2, where u is the part of the step that went by: with
    // this s·h² by at most SetAside·(1 − u) and SetAside·u, so that a step that begins or ends at the true integral stays below it too.
    private const double StepArea = 0.25;

    // A whole rate is off by less than 1/s: with h up to 1/4 s, by less than 1/4 of an event.
    private const long LongestStepNs = 250_000_000;

    private const double SetAside = 0.125;

    private const double NsPerSecond = 1e9;

    public static IEnumerable<(long LengthNs, long Rate)> Line(long from, long to, long lengthNs)
    {
        var secs = lengthNs / NsPerSecond;
        return Steps(lengthNs, Math.Abs(to - from) / secs, (Int128)(from + to) * lengthNs / 2, Events);

        double Events(double at) => (from * at) + ((to - from) * at * at / (2 * secs));
    }

    public static IEnumerable<(long LengthNs, long Rate)> Sine(long mean, long amplitude, long periodNs)
    {
        var turn = 2 * Math.PI / (periodNs / NsPerSecond);
        return Steps(periodNs, amplitude * turn, (Int128)mean * periodNs, Events);

        double Events(double at) => (mean * at) + (amplitude / turn * (1 - Math.Cos(turn * at)));
    }

    /// <param name="lengthNs">Length of the stretch.</param>
    /// <param name="slope">The steepest slope, in events a second, a second.</param>
    /// <param name="area">The integral over the stretch, in <see cref="RateCurve.AreaUnits"/>.</param>
    /// <param name="events">The integral up to a moment, in seconds.</param>
    private static IEnumerable<(long LengthNs, long Rate)> Steps(long lengthNs, double slope, Int128 area, Func<double, double> events)
    {
        if (lengthNs <= 0)
            yield break;
        var stepNs = slope > 0 ? Math.Clamp((long)(Math.Sqrt(StepArea / slope) * NsPerSecond), 1, LongestStepNs) : lengthNs;
        var count = ((lengthNs - 1) / stepNs) + 1;
        Int128 done = 0;
        for (var i = 1L; i < count; i++)
        {
            var startNs = (long)((Int128)lengthNs * (i - 1) / count);
            var endNs = (long)((Int128)lengthNs * i / count);
            var due = Int128.Min((Int128)((events(endNs / NsPerSecond) - SetAside) * RateCurve.AreaUnits), area);
            var rate = due > done ? (long)((due - done) / (endNs - startNs)) : 0;
            done += (Int128)rate * (endNs - startNs);
            yield return (endNs - startNs, rate);
        }

        // What is left is met to the unit: by a rate, and one more for some of the time.
        var restNs = lengthNs - (long)((Int128)lengthNs * (count - 1) / count);
        var (last, more) = Int128.DivRem(area - done, restNs);
        yield return (restNs - (long)more, (long)last);
        yield return ((long)more, (long)last + 1);
    }
}
