using AlphaPulse.MarketData;

namespace AlphaPulse.Engine.Stages;

/// <summary>The venue sequences of all instruments. Used by the guard stage's thread.</summary>
internal sealed class SequenceTracks(InstrumentDirectory instruments, IReadOnlyList<string> rings)
{
    private readonly int[] _ringOf = [.. instruments.All.Select(i => rings.ToList().IndexOf(i.VenueName))];

    /// <summary>By the instruments' ids.</summary>
    public SequenceTrack[] All { get; } = new SequenceTrack[instruments.Count];

    /// <summary>Takes the next number of each instrument of a ring as it comes.</summary>
    /// <param name="ring">Index of the ring; null for all.</param>
    public void StartAnew(int? ring)
    {
        for (var i = 0; i < All.Length; i++)
        {
            if (ring is null || _ringOf[i] == ring)
                All[i].StartAnew();
        }
    }
}
