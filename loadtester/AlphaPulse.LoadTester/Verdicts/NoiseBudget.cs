using System.Globalization;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.LoadTester.Verdicts;

/// <summary>How noisy the machine may be for a run to say anything about the programs. Null: any amount. Immutable.</summary>
/// <remarks>
/// Its text form is a list, "hiccup=250ms,steal=10,throttled=10"; what it does not name keeps its default, and "off" limits nothing.
/// </remarks>
internal sealed record NoiseBudget
{
    public const string OffWord = "off";

    /// <summary>The text of <see cref="Default"/>.</summary>
    public const string DefaultText = "hiccup=250ms,steal=10,throttled=10";

    private const long MostHiccupNs = 60_000_000_000;
    private const double MostPercent = 100;

    /// <summary>
    /// Generous: it guards what the product claims, it does not grade machines. The recorders are pinned, so that they wait
    /// where a writer is moved: beside ten programs for each core they woke 109 ms late at P99, the latest of many busy moments
    /// (the others: 0.1 to 5 ms), while the writers' lag was 28 ms. At 250 ms the lag comes near the 100 ms that the response
    /// objective allows, and nobody could tell whose they were. A tenth of the machine's time moves rates and shares by as much.
    /// </summary>
    public static NoiseBudget Default { get; } = new() { HiccupP99Ns = 250_000_000, StealPercent = 10, ThrottledPercent = 10 };

    public static NoiseBudget Off { get; } = new();

    /// <summary>P99 of how late an idle process woke, all cores together.</summary>
    public long? HiccupP99Ns { get; init; }

    /// <summary>Of the machine's time, what its host had for others.</summary>
    public double? StealPercent { get; init; }

    /// <summary>Of the measured time, that in which the control group was held back.</summary>
    public double? ThrottledPercent { get; init; }

    /// <summary>Reads the text form.</summary>
    /// <param name="text">The text.</param>
    /// <param name="budget">The budget; the default one after a fault.</param>
    /// <param name="fault">What is wrong, and what is allowed.</param>
    public static bool TryParse(string text, out NoiseBudget budget, out string? fault)
    {
        budget = text == OffWord ? Off : Default;
        fault = null;
        if (text == OffWord)
            return true;
        var seen = new HashSet<string>();
        foreach (var part in text.Split(','))
        {
            var (key, value) = part.Split('=', 2) is [var left, var right] ? (left.Trim(), right.Trim()) : (part.Trim(), "");
            var changed = seen.Add(key) ? Change(budget, key, value) : null;
            if (changed is null)
            {
                fault = $"'{part}' is not a limit, allowed: hiccup={SpecText.Duration(1_000)} to {SpecText.Duration(MostHiccupNs)}, steal=0 to 100, throttled=0 to 100 (percent), each once and each also off; or off for all";
                budget = Default;
                return false;
            }

            budget = changed;
        }

        return true;
    }

    public override string ToString() => this == Off
        ? OffWord
        : string.Create(CultureInfo.InvariantCulture, $"hiccup={(HiccupP99Ns is { } ns ? SpecText.Duration(ns) : OffWord)},steal={Percent(StealPercent)},throttled={Percent(ThrottledPercent)}");

    private static string Percent(double? percent) => percent?.ToString("0.###", CultureInfo.InvariantCulture) ?? OffWord;

    private static NoiseBudget? Change(NoiseBudget budget, string key, string value) => (key, value) switch
    {
        ("hiccup", OffWord) => budget with { HiccupP99Ns = null },
        ("hiccup", _) when SpecText.TryDuration(value, out var ns) && ns is >= 1_000 and <= MostHiccupNs => budget with { HiccupP99Ns = ns },
        ("steal", OffWord) => budget with { StealPercent = null },
        ("steal", _) when TryPercent(value, out var percent) => budget with { StealPercent = percent },
        ("throttled", OffWord) => budget with { ThrottledPercent = null },
        ("throttled", _) when TryPercent(value, out var percent) => budget with { ThrottledPercent = percent },
        _ => null,
    };

    private static bool TryPercent(string text, out double percent) =>
        double.TryParse(text.TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out percent) && percent <= MostPercent;
}
