namespace AlphaPulse.LoadTester.Benching;

/// <summary>What a bench of pairs does. Immutable.</summary>
internal sealed record BenchSettings
{
    public required BenchProgram A { get; init; }

    public required BenchProgram B { get; init; }

    public required int Pairs { get; init; }

    /// <summary>Pairs of A with itself.</summary>
    public int SelfPairs { get; init; }

    public required int MaxReruns { get; init; }

    public long OrderSeed { get; init; } = 1;

    /// <summary>Where the results files go.</summary>
    public required string OutputDirectory { get; init; }

    /// <summary>The load, as options of the load test; both programs are given the same.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>What B alone is given besides: a planted fault, to see whether it is found.</summary>
    public IReadOnlyList<string> ArgumentsOfB { get; init; } = [];
}
