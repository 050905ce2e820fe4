namespace AlphaPulse.LoadTester.Verdicts;

/// <summary>A number of a results file that can be judged.</summary>
/// <param name="Name">As target files and profile files call it.</param>
/// <param name="Label">As the screen calls it.</param>
/// <param name="Unit">Of the value and of its limits; empty for a count.</param>
/// <param name="Comparison">Which side of a limit is good: a property of the metric, not of the limit.</param>
/// <param name="Path">Where it stands in a results file, dotted.</param>
internal sealed record Metric(string Name, string Label, string Unit, Comparison Comparison, string Path)
{
    /// <summary>Whether a measured value meets a limit. NaN meets none; "below 0" of what cannot be negative means exactly 0.</summary>
    public bool IsMet(double value, double limit) => Comparison switch
    {
        Comparison.Below when limit != 0 => value < limit,
        Comparison.AtLeast => value >= limit,
        _ => value <= limit,
    };

    /// <summary>Whether it can have this value at all: no metric is negative, no share exceeds the whole.</summary>
    public bool IsPossible(double value) => value >= 0 && value <= (Unit == "%" ? 100.5 : 1e15);

    /// <summary>The comparison as it is printed.</summary>
    public string Sign(double limit) => Comparison switch
    {
        Comparison.Below when limit != 0 => "<",
        Comparison.AtLeast => ">=",
        _ => "<=",
    };

    /// <summary>How far the value is on the good side of the limit, in percent of the limit; negative if it is missed, null for a limit of 0.</summary>
    public double? MarginPercent(double value, double limit)
    {
        if (limit == 0)
            return null;
        return (Comparison == Comparison.AtLeast ? value - limit : limit - value) / limit * 100;
    }
}
