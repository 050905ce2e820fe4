using AlphaPulse.LoadTester.Options;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.LoadTester.Profiles;

/// <summary>In what a run asks for less than its profile. Such a run can be valid but is PARTIAL, never PASSED.</summary>
internal static class ProfileShortfalls
{
    public static IReadOnlyList<string> Of(LoadTestSettings run, LoadTestSettings profile)
    {
        var shortfalls = new List<string>();
        Compare("exchanges", run.Exchanges, profile.Exchanges);
        Compare("trades a second per exchange", run.TradesPerSecond, profile.TradesPerSecond);
        Compare("orderbook updates a second per exchange", run.BookUpdatesPerSecond, profile.BookUpdatesPerSecond);
        Compare("seconds", run.DurationSecs, profile.DurationSecs);
        Compare("symbols per exchange", run.SymbolCount, profile.SymbolCount);
        if (!profile.Pattern.Equals(PatternSpec.Constant))
        {
            if (run.Pattern.Outline != profile.Pattern.Outline)
                shortfalls.Add($"pattern {run.Pattern} instead of {profile.Pattern}");
            else if (!profile.Pattern.IsNominal)
                Compare("trades a second per exchange at the pattern's peak", run.Pattern.PeakRate(run.TradesPerSecond), profile.Pattern.PeakRate(profile.TradesPerSecond));
        }

        return shortfalls;

        void Compare(string what, long actual, long full)
        {
            if (actual < full)
                shortfalls.Add($"scaled {actual:#,0}/{full:#,0} {what}");
        }
    }
}
