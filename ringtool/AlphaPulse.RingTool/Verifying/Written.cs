namespace AlphaPulse.RingTool.Verifying;

/// <summary>What the writer of a soak says at its end.</summary>
/// <param name="Published">Records.</param>
/// <param name="Next">Number that the next record would have had; as many as were published, unless a fault was planted.</param>
/// <param name="FullCount">Claims that found the ring full.</param>
internal sealed record Written(long Published, long Next, long FullCount)
{
    private const string Word = "written";

    public string Line => $"{Word} {Published} {Next} {FullCount}";

    /// <summary>Null if it is another line.</summary>
    public static Written? Parse(string line) =>
        line.Split(' ') is [Word, var published, var next, var full] && long.TryParse(published, out var p) && long.TryParse(next, out var n) && long.TryParse(full, out var f) ? new Written(p, n, f) : null;
}
