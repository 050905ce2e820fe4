namespace AlphaPulse.RingTool.Verifying;

/// <summary>
/// The content of a record that checks itself: the first word is its number, each other one is drawn from number and place. Two
/// records differ in every word, so that a copy of parts of both is found out.
/// </summary>
internal static class SelfCheckingWords
{
    public static void Fill(Span<ulong> words, long number)
    {
        words[0] = (ulong)number;
        for (var i = 1; i < words.Length; i++)
            words[i] = Draw((ulong)number, i);
    }

    public static bool IsWhole(ReadOnlySpan<ulong> words)
    {
        for (var i = 1; i < words.Length; i++)
        {
            if (words[i] != Draw(words[0], i))
                return false;
        }

        return true;
    }

    /// <summary>The finaliser of SplitMix64 (Steele, Lea and Flood 2014): a bijection, so that numbers that differ give words that differ.</summary>
    private static ulong Draw(ulong number, int place)
    {
        var word = number + (ulong)place * 0x9E37_79B9_7F4A_7C15;
        word = (word ^ (word >> 30)) * 0xBF58_476D_1CE4_E5B9;
        word = (word ^ (word >> 27)) * 0x94D0_49BB_1331_11EB;
        return word ^ (word >> 31);
    }
}
