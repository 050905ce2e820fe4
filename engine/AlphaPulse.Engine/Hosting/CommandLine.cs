namespace AlphaPulse.Engine.Hosting;

/// <summary>What a command line asks for: exactly one of the three.</summary>
internal sealed record CommandLine
{
    /// <summary>A run to join.</summary>
    public RunSettings? Settings { get; private init; }

    /// <summary>A text to show.</summary>
    public string? Text { get; private init; }

    /// <summary>What is wrong with it, one line each.</summary>
    public IReadOnlyList<string> Faults { get; private init; } = [];

    public static CommandLine Run(RunSettings settings) => new() { Settings = settings };

    public static CommandLine Show(string text) => new() { Text = text };

    public static CommandLine Faulty(params string[] faults) => new() { Faults = faults };
}
