namespace AlphaPulse.FeedSim.Replay;

/// <summary>
/// One line does not say what its format demands. Thrown before the line has changed anything but staged events, so
/// that the reader may drop the line and go on.
/// </summary>
internal sealed class MalformedLineException(string reason) : Exception(reason)
{
    private const int ShownBytes = 40;

    /// <summary>True: the whole file is of another format, so that leaving lines out would leave out all.</summary>
    public bool IsWrongFormat { get; init; }

    /// <summary>A fault of a field, with its text cut to a printable excerpt.</summary>
    public static MalformedLineException Field(string name, ReadOnlySpan<byte> text, string expected) =>
        new($"{name} is '{Excerpt(text)}', expected {expected}");

    public static string Excerpt(ReadOnlySpan<byte> text)
    {
        Span<char> shown = stackalloc char[Math.Min(text.Length, ShownBytes)];
        for (var i = 0; i < shown.Length; i++)
            shown[i] = text[i] is >= 0x20 and < 0x7F ? (char)text[i] : '?';
        return text.Length > ShownBytes ? $"{shown}…" : new string(shown);
    }
}
