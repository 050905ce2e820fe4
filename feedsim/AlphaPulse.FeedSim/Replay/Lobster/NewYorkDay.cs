namespace AlphaPulse.FeedSim.Replay.Lobster;

/// <summary>
/// The day that a LOBSTER file's name carries, <c>AAPL_2012-06-21_34200000_57600000_message_50.csv</c>: its lines have
/// times of New York's wall clock only.
/// </summary>
internal static class NewYorkDay
{
    private const long NsPerHour = 3600L * 1_000_000_000;

    /// <summary>Midnight in nanoseconds since the Unix epoch; 0 where the name carries no date.</summary>
    public static long MidnightNs(string path)
    {
        foreach (var part in Path.GetFileName(path).Split('_', '.'))
        {
            if (DateOnly.TryParseExact(part, "yyyy-MM-dd", out var date) && date.Year is >= 1970 and < 2262)
            {
                var days = date.DayNumber - new DateOnly(1970, 1, 1).DayNumber;
                return (days * 24L + (IsSummerTime(date) ? 4 : 5)) * NsPerHour;
            }
        }

        return 0;
    }

    /// <summary>The part of the name before the date, or "unnamed".</summary>
    public static string Symbol(string path)
    {
        var first = Path.GetFileName(path).Split('_', '.')[0];
        return first.Length is > 0 and <= 32 && first.All(c => c is > ' ' and <= '~') ? first : "unnamed";
    }

    // The rule since 2007, when the archive begins: second Sunday of March to first Sunday of November. The hour of the
    // change does not matter, the venue is closed on Sundays.
    private static bool IsSummerTime(DateOnly date) =>
        date >= Sunday(date.Year, 3, second: true) && date < Sunday(date.Year, 11, second: false);

    private static DateOnly Sunday(int year, int month, bool second)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays((7 - (int)first.DayOfWeek) % 7 + (second ? 7 : 0));
    }
}
