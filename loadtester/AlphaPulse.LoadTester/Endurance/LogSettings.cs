namespace AlphaPulse.LoadTester.Endurance;

/// <summary>Where and how a run logs its intervals. Immutable.</summary>
/// <param name="Directory">As it was typed, or the default.</param>
/// <param name="SegmentBytes">A segment that has reached this is followed by the next one.</param>
/// <param name="IntervalSecs">Length of an interval.</param>
internal sealed record LogSettings(string Directory, long SegmentBytes, int IntervalSecs);
