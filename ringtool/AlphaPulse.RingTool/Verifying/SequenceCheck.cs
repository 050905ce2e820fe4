namespace AlphaPulse.RingTool.Verifying;

/// <summary>Counts what is wrong with a stream of self-checking records: torn ones, numbers that are missing, numbers that come again.</summary>
internal sealed class SequenceCheck
{
    private long _next;

    public long Seen { get; private set; }

    public long Torn { get; private set; }

    public long Lost { get; private set; }

    public long Doubled { get; private set; }

    public void See(ReadOnlySpan<ulong> words)
    {
        Seen++;

        // Of a torn one the number says nothing: it is taken for the one that was due.
        var isWhole = SelfCheckingWords.IsWhole(words);
        var number = isWhole ? (long)words[0] : _next;
        Torn += isWhole ? 0 : 1;
        if (number < _next)
        {
            Doubled++;
            return;
        }

        Lost += number - _next;
        _next = number + 1;
    }

    /// <summary>Records that the reader said it missed: they are not lost in silence.</summary>
    public void Skip(long count) => _next += count;

    /// <summary>The writer's last word: what is due before it is lost.</summary>
    public void End(long next) => Lost += Math.Max(0, next - _next);
}
