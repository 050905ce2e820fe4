using AlphaPulse.Engine.Stages;
using AlphaPulse.MarketData;

namespace AlphaPulse.Engine.Tests.Stages;

public sealed class SequenceTrackTests
{
    private SequenceTrack _track;

    [Fact]
    public void Follow_ConsecutiveUpdates_AreInOrder()
    {
        Assert.Equal(SequenceVerdict.InOrder, Follow(100, 1)); // the first is taken as it comes
        Assert.Equal(SequenceVerdict.InOrder, Follow(101, 1));
        Assert.Equal(SequenceVerdict.InOrder, Follow(150, 49));
        Assert.Equal((0, 0, 0), (_track.Gaps, _track.Duplicates, _track.Restarts));
    }

    [Fact]
    public void Follow_NumbersLeftOut_IsOneGapAndGoesOn()
    {
        Follow(100, 1);
        Assert.Equal(SequenceVerdict.Gap, Follow(103, 1));
        Assert.Equal(SequenceVerdict.InOrder, Follow(104, 1));
    }

    [Fact]
    public void Follow_SameOrLateUpdate_IsDuplicateAndTheCountStays()
    {
        Follow(100, 1);
        Follow(101, 1);
        Assert.Equal(SequenceVerdict.Duplicate, Follow(101, 1));
        Assert.Equal(SequenceVerdict.Duplicate, Follow(100, 1));
        Assert.Equal(SequenceVerdict.InOrder, Follow(102, 1));
    }

    [Fact]
    public void Follow_UpdateThatCoversOldAndNewNumbers_IsDuplicateAndAdvances()
    {
        Follow(100, 1);
        Assert.Equal(SequenceVerdict.Duplicate, Follow(105, 10));
        Assert.Equal(SequenceVerdict.InOrder, Follow(106, 1));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 5)]
    [InlineData(1_000_000 - SequenceTrack.LateUpdates - 1, 1)]
    public void Follow_CountBeginsAnewOrFarBack_IsRestart(long number, uint step)
    {
        Follow(1_000_000, 1);
        Assert.Equal(SequenceVerdict.Restart, Follow(number, step));
        Assert.Equal(SequenceVerdict.InOrder, Follow(number + 1, 1));
    }

    [Fact]
    public void Follow_BackByTheLatestThatCounts_IsStillDuplicate()
    {
        Follow(1_000_000, 1);
        Assert.Equal(SequenceVerdict.Duplicate, Follow(1_000_000 - SequenceTrack.LateUpdates, 1));
    }

    [Fact]
    public void Follow_StepZero_PromisesNothing()
    {
        Follow(100, 1);
        Assert.Equal(SequenceVerdict.InOrder, Follow(7, 0));
        Assert.Equal(SequenceVerdict.InOrder, Follow(5000, 0));
        Assert.Equal(SequenceVerdict.InOrder, Follow(101, 1));
    }

    [Fact]
    public void Follow_Snapshot_SetsTheNumber()
    {
        Follow(100, 1);
        Assert.Equal(SequenceVerdict.InOrder, Follow(900, 0, EventFlags.Snapshot));
        Assert.Equal(SequenceVerdict.InOrder, Follow(950, 50));
        Assert.Equal(SequenceVerdict.InOrder, Follow(3, 0, EventFlags.Snapshot));
        Assert.Equal(SequenceVerdict.InOrder, Follow(4, 1));
    }

    [Fact]
    public void Follow_GapEvent_IsCountedOnceAndTheNextNumberIsTaken()
    {
        Follow(100, 1);
        Assert.Equal(SequenceVerdict.Gap, _track.Follow(Events.Of(EventKind.Gap)));
        Assert.Equal(SequenceVerdict.InOrder, Follow(500, 1));
        Assert.Equal(1, _track.Gaps);
    }

    [Fact]
    public void Follow_UpdateOfManyEvents_IsJudgedOnce()
    {
        Follow(100, 1);
        var e = Events.Level(false, 1, 1, last: false) with { VenueSequence = 103, SequenceStep = 1 };
        Assert.Equal(SequenceVerdict.Gap, _track.Follow(e));
        Assert.Equal(SequenceVerdict.InOrder, _track.Follow(e));
        Assert.Equal(SequenceVerdict.InOrder, _track.Follow(e with { Flags = EventFlags.LastOfUpdate }));
        Assert.Equal(SequenceVerdict.InOrder, Follow(104, 1));
        Assert.Equal(1, _track.Gaps);
    }

    [Theory]
    [InlineData(long.MaxValue, 1u)]
    [InlineData(long.MinValue, uint.MaxValue)]
    [InlineData(0, uint.MaxValue)]
    public void Follow_AbsurdNumbers_NeverThrow(long number, uint step)
    {
        Follow(number, step);
        Follow(unchecked(number + 1), 1);
        Follow(unchecked(-number), step);
        Follow(number, uint.MaxValue);
    }

    private SequenceVerdict Follow(long number, uint step, EventFlags flags = EventFlags.None) =>
        _track.Follow(new MarketEvent { Kind = EventKind.Level, VenueSequence = number, SequenceStep = step, Flags = flags | EventFlags.LastOfUpdate });
}
