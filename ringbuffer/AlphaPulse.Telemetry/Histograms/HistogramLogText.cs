using System.Globalization;

namespace AlphaPulse.Telemetry.Histograms;

/// <summary>Numbers and dates as the Java reference writes them, whose files are compared byte by byte with ours.</summary>
public static class HistogramLogText
{
    /// <summary><c>java.util.Date.toString()</c> in UTC: <c>Wed Sep 09 15:24:39 UTC 2015</c>.</summary>
    /// <param name="time">Any time; it is converted to UTC.</param>
    public static string Date(DateTimeOffset time) =>
        time.UtcDateTime.ToString("ddd MMM dd HH:mm:ss 'UTC' yyyy", CultureInfo.InvariantCulture);

    /// <summary>
    /// Java's <c>%.nf</c>: the shortest decimal form of the number, rounded half up, where C and .NET round the exact binary value.
    /// </summary>
    /// <param name="value">Finite, below 10^28 in magnitude.</param>
    /// <param name="digits">Digits after the point, 0 to 28.</param>
    public static string Fixed(double value, int digits)
    {
        var shortest = decimal.Parse(value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
        return Math.Round(shortest, digits, MidpointRounding.AwayFromZero).ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
