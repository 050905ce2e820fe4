namespace AlphaPulse.LoadTester.Verdicts;

/// <summary>One metric of a checked file. Value null: the field is missing, null or not a number.</summary>
internal sealed record CheckLine(Metric Metric, double Limit, double? Value, bool IsMet);
