namespace AlphaPulse.SteppedPeer.Shared;

/// <summary>The records of each of many writers are numbered, so that a reader sees whether one of them is missing, or there twice.</summary>
internal sealed class WriterNumbers(bool mayMiss)
{
    private readonly Dictionary<long, long> _last = [];

    /// <summary>What a record says of its writer and its number, from 1 on.</summary>
    internal static long Origin(int writer, uint number) => ((long)writer << 32) | number;

    /// <summary>Whether this record of a writer follows the last one seen; always true of a ring with one writer.</summary>
    internal bool Follows(long origin)
    {
        if (origin <= 0)
            return true;
        var (writer, number) = (origin >> 32, origin & uint.MaxValue);
        var follows = !_last.TryGetValue(writer, out var last) || (mayMiss ? number > last : number == last + 1);
        _last[writer] = number;
        return follows;
    }
}
