namespace AlphaPulse.LoadTester.Results;

/// <summary>What a replay was asked for.</summary>
internal sealed record ReplayConfig
{
    public string Format { get; init; } = "";

    public IReadOnlyList<string> Files { get; init; } = [];

    public string? Oracle { get; init; }

    /// <summary>Factor on the recorded pace; 0 = as fast as the ring takes it.</summary>
    public double Speed { get; init; }
}
