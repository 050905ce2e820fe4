namespace AlphaPulse.LoadTester.Endurance.Trends;

/// <summary>How the samples of a window become one value.</summary>
internal enum WindowReduction
{
    /// <summary>The least: what is left when everything that comes and goes has gone.</summary>
    Floor,

    /// <summary>The middle one, which a few disturbed samples do not move.</summary>
    Median,

    Mean,
}
