namespace AlphaPulse.RingTool.Commands;

/// <summary>Standard output takes nothing more: its disk is full, or who read it is gone.</summary>
internal sealed class OutputException(Exception cause) : Exception($"standard output cannot be written: {cause.Message}", cause);
