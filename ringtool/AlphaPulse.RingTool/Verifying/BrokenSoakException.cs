namespace AlphaPulse.RingTool.Verifying;

/// <summary>A soak could not be brought to its end: nothing is proved.</summary>
internal sealed class BrokenSoakException(string message) : Exception(message);
