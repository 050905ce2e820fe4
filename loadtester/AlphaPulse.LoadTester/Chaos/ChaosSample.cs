namespace AlphaPulse.LoadTester.Chaos;

/// <summary>How far the rings are.</summary>
/// <param name="AtMs">Since the sampling began.</param>
/// <param name="Written">Sum of the cursors.</param>
/// <param name="Read">Sum of the places of the book stage.</param>
internal readonly record struct ChaosSample(double AtMs, long Written, long Read);
