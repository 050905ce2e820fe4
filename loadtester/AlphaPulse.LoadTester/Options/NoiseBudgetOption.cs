using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Options;

/// <summary>Reads <c>--noise-budget</c>.</summary>
internal static class NoiseBudgetOption
{
    public const string Name = "noise-budget";

    public static NoiseBudget Read(OptionLayers options, NoiseSettings noise, FaultList faults)
    {
        var (key, text) = options[Name];
        if (!NoiseBudget.TryParse(text, out var budget, out var fault))
            faults.Add(key, fault!);
        else if (options.IsTyped(Name) && budget.HiccupP99Ns is not null && noise.HiccupPeriodNs == 0 && faults.IsEmpty)
            faults.Add(key, $"'{text}' limits what --hiccups off does not measure");
        return budget;
    }
}
