namespace AlphaPulse.LoadTester.Endurance.Trends;

/// <summary>The windows of one session. Sessions are processes of their own: only within one of them a change is a change.</summary>
/// <param name="Hours">Middle of each window, after the start of the run.</param>
/// <param name="Values">Its value.</param>
internal sealed record TrendBlock(double[] Hours, double[] Values)
{
    public TrendBlock Between(double fromHours, double toHours)
    {
        int[] inside = [.. Enumerable.Range(0, Hours.Length).Where(i => Hours[i] >= fromHours && Hours[i] < toHours)];
        return new TrendBlock([.. inside.Select(i => Hours[i])], [.. inside.Select(i => Values[i])]);
    }
}
