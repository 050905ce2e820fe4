namespace AlphaPulse.LoadTester.Statistics;

/// <summary>Where a series goes over to another level.</summary>
/// <param name="Index">First value of the new level.</param>
/// <param name="Before">Median of the level before.</param>
/// <param name="After">Median of the level after.</param>
/// <param name="Probability">How often a series without a change shows one as clear.</param>
internal readonly record struct ChangePoint(int Index, double Before, double After, double Probability);
