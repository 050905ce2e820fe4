namespace AlphaPulse.RingBuffer.Fuzz;

/// <summary>What there is to fuzz, by name.</summary>
internal static class Targets
{
    internal static string[] Names { get; } = ["file", "words", "many"];

    internal static ITarget Create(string name) => name switch
    {
        "file" => new FileTarget(new RingImage(), new RingImage(hasManyWriters: true)),
        "words" => new WordsTarget(),
        "many" => new ManyTarget(),
        _ => throw new ArgumentException($"No target is called '{name}'.", nameof(name)),
    };
}
