namespace AlphaPulse.LoadTester.Benching;

/// <summary>Two runs, one right after the other.</summary>
/// <param name="Number">From 1, within its kind.</param>
/// <param name="IsSelfPair">Whether both sides are A.</param>
/// <param name="IsSecondFirst">Whether the second side (B, or A's second) runs first.</param>
internal readonly record struct BenchPair(int Number, bool IsSelfPair, bool IsSecondFirst)
{
    public string FileName => $"pair-{Number:000}.json";

    /// <summary>As it is printed: AB, BA or AA.</summary>
    public string Order => IsSelfPair ? "AA" : IsSecondFirst ? "BA" : "AB";
}
