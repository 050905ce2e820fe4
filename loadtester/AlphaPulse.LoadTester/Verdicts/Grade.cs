namespace AlphaPulse.LoadTester.Verdicts;

/// <summary>How an achievement is coloured.</summary>
internal enum Grade
{
    /// <summary>95 % and more: reached.</summary>
    Green,

    /// <summary>80 % and more: acceptable, needs work.</summary>
    Yellow,

    /// <summary>Less.</summary>
    Red,
}
