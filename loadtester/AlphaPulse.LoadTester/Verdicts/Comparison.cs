namespace AlphaPulse.LoadTester.Verdicts;

/// <summary>How a value stands to its limit when the objective is met.</summary>
internal enum Comparison
{
    /// <summary>value &lt; limit</summary>
    Below,

    /// <summary>value ≤ limit</summary>
    AtMost,

    /// <summary>value ≥ limit</summary>
    AtLeast,
}
