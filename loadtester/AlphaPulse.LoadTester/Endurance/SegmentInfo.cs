namespace AlphaPulse.LoadTester.Endurance;

/// <summary>A segment as far as a checkpoint knows it.</summary>
/// <param name="File">Its name in the directory.</param>
/// <param name="Bytes">Its length: whole lines.</param>
/// <param name="Lines">Intervals in it.</param>
internal sealed record SegmentInfo(string File, long Bytes, long Lines);
