namespace AlphaPulse.LoadTester.Verdicts;

/// <summary>What was written of what the schedule had, always as a sum over all exchanges.</summary>
internal static class Achievement
{
    // Success criteria of the load-testing framework. The value is graded as measured, not as rounded for the screen.
    private const double GreenPercent = 95;
    private const double YellowPercent = 80;

    /// <param name="written">Over all exchanges.</param>
    /// <param name="scheduled">Over all exchanges.</param>
    /// <returns>Percent; null if nothing was scheduled.</returns>
    public static double? Percent(long written, long scheduled) => scheduled <= 0 ? null : 100.0 * written / scheduled;

    public static Grade GradeOf(double percent) => percent switch
    {
        >= GreenPercent => Grade.Green,
        >= YellowPercent => Grade.Yellow,
        _ => Grade.Red,
    };
}
