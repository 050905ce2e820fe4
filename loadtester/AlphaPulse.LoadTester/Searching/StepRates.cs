using System.Numerics;
using AlphaPulse.LoadTester.Options;

namespace AlphaPulse.LoadTester.Searching;

/// <summary>A rate of all exchanges together as rates of one, in the proportion of the settings.</summary>
internal static class StepRates
{
    // A proportion of small numbers is kept exactly unless that costs more than this of the rate.
    private const double MostRounding = 0.01;

    public static LoadTestSettings Of(LoadTestSettings settings, long updatesPerSecond)
    {
        var (trades, updates) = (settings.TradesPerSecond, settings.BookUpdatesPerSecond);
        var divisor = (long)BigInteger.GreatestCommonDivisor(trades, updates);
        var unit = (trades + updates) / divisor * settings.Exchanges;
        if (unit <= updatesPerSecond * MostRounding)
        {
            var units = Math.Max(1, (long)Math.Round((double)updatesPerSecond / unit));
            return settings with { TradesPerSecond = trades / divisor * units, BookUpdatesPerSecond = updates / divisor * units };
        }

        var all = (double)updatesPerSecond / settings.Exchanges;
        var tradesShare = (double)trades / (trades + updates);
        var roundedTrades = trades == 0 ? 0 : Math.Max(1, (long)Math.Round(all * tradesShare));
        return settings with { TradesPerSecond = roundedTrades, BookUpdatesPerSecond = updates == 0 ? 0 : Math.Max(1, (long)Math.Round(all) - roundedTrades) };
    }

    /// <summary>Updates a second of all exchanges.</summary>
    public static long Sum(LoadTestSettings settings) => settings.Exchanges * (settings.TradesPerSecond + settings.BookUpdatesPerSecond);
}
