using AlphaPulse.LoadTester.Comparing;

namespace AlphaPulse.LoadTester.Benching;

/// <summary>What a bench measured.</summary>
/// <param name="A">Its i-th run belongs to B's i-th.</param>
/// <param name="B">The other side.</param>
/// <param name="SelfPairs">A with itself; null if that was not asked for.</param>
/// <param name="Notes">What was repeated, and what disturbed.</param>
internal sealed record BenchRuns(SampleSet A, SampleSet B, (SampleSet First, SampleSet Second)? SelfPairs, IReadOnlyList<string> Notes);
