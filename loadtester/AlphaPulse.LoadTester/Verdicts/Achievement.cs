namespace AlphaPulse.LoadTester.Verdicts;

/// <summary>The rate that was reached of the rate that was asked for, always as a sum over all exchanges.</summary>
internal static class Achievement
{
    // Success criteria of the load-testing framework. The value is graded as measured, not as rounded for the screen.
    private const double GreenPercent = 95;
    private const double YellowPercent = 80;

    /// <param name="written">Over all exchanges.</param>
    /// <param name="elapsedSecs">In which that was written: longer than the schedule if the last of it was late.</param>
    /// <param name="scheduled">Over all exchanges.</param>
    /// <param name="scheduledSecs">Length of the schedule.</param>
    /// <returns>Percent, at most 100; null if nothing was scheduled.</returns>
    public static double? Percent(long written, double elapsedSecs, long scheduled, double scheduledSecs)
    {
        if (scheduled <= 0)
            return null;
        var stretch = elapsedSecs > scheduledSecs ? scheduledSecs / elapsedSecs : 1;
        return Math.Min(100, 100.0 * written / scheduled * stretch);
    }

    public static Grade GradeOf(double percent) => percent switch
    {
        >= GreenPercent => Grade.Green,
        >= YellowPercent => Grade.Yellow,
        _ => Grade.Red,
    };
}
