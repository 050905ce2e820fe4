namespace AlphaPulse.Benchmarks.Books;

/// <summary>One pass of one candidate over the capture.</summary>
/// <param name="NsPerEvent">Mean time of an event.</param>
/// <param name="BytesPerEvent">Mean managed allocation of an event.</param>
/// <param name="Digest">Of all best prices seen: equal for all candidates, or one of them is wrong.</param>
internal readonly record struct BookPass(double NsPerEvent, double BytesPerEvent, long Digest);
