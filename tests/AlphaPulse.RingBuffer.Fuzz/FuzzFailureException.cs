namespace AlphaPulse.RingBuffer.Fuzz;

/// <summary>A case broke a promise. The message says which.</summary>
internal sealed class FuzzFailureException(string message, Exception? inner = null) : Exception(message, inner);
