namespace AlphaPulse.Reliability.Tests.Cast;

/// <summary>Something that the rings promise was seen not to hold.</summary>
internal sealed class BrokenPromiseException(string message) : Exception(message);
