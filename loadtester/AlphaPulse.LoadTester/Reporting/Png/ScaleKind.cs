namespace AlphaPulse.LoadTester.Reporting.Png;

/// <summary>How values become places on an axis.</summary>
internal enum ScaleKind
{
    Linear,

    /// <summary>Linear in seconds, with round times as ticks.</summary>
    Time,
    Log,

    /// <summary>Percentiles by their distance to 100 %: 90, 99 and 99.9 are equally far apart.</summary>
    Nines,
}
