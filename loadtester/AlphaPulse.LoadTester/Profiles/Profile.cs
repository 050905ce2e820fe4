using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Profiles;

/// <summary>A named load: option values as one would type them, and what has to be reached. Immutable.</summary>
internal sealed record Profile
{
    public required string Name { get; init; }

    public string Description { get; init; } = "";

    /// <summary>File that it was read from; null if it is built in.</summary>
    public string? File { get; init; }

    /// <summary>Long option name → text. What is missing has the load test's default.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    public required IReadOnlyList<Objective> Objectives { get; init; }
}
