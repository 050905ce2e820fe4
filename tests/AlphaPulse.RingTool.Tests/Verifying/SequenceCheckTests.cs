using AlphaPulse.RingTool.Reports;
using AlphaPulse.RingTool.Verifying;

namespace AlphaPulse.RingTool.Tests.Verifying;

public sealed class SequenceCheckTests
{
    [Theory]
    [InlineData("0 1 2 3", 4, 0, 0, 0)]
    [InlineData("0 1 3", 4, 0, 1, 0)]
    [InlineData("0 1 1 2 3", 4, 0, 0, 1)]
    [InlineData("0 1 2", 4, 0, 1, 0)]
    [InlineData("0 2 1 3", 4, 0, 1, 1)]
    [InlineData("0 t1 2 3", 4, 1, 0, 0)]
    [InlineData("", 4, 0, 4, 0)]
    public void See_Stream_IsCounted(string stream, long next, long torn, long lost, long doubled)
    {
        var check = new SequenceCheck();
        foreach (var word in stream.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            check.See(Record(long.Parse(word.TrimStart('t')), isTorn: word[0] == 't'));
        check.End(next);

        Assert.Equal((torn, lost, doubled), (check.Torn, check.Lost, check.Doubled));
    }

    [Fact]
    public void Skip_WhatWasReported_IsNotLost()
    {
        var check = new SequenceCheck();
        check.See(Record(0));
        check.Skip(5);
        check.See(Record(6));
        check.End(7);

        Assert.Equal((2, 0), (check.Seen, check.Lost));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(512)]
    public void IsWhole_AnyWordOfANeighbour_IsTorn(int words)
    {
        var (one, other) = (new ulong[words], new ulong[words]);
        SelfCheckingWords.Fill(one, 41);
        SelfCheckingWords.Fill(other, 42);
        Assert.True(SelfCheckingWords.IsWhole(one));
        for (var i = 0; i < words; i++)
        {
            var mixed = (ulong[])one.Clone();
            mixed[i] = other[i];
            Assert.False(SelfCheckingWords.IsWhole(mixed));
        }
    }

    [Theory]
    [InlineData(10, 0, 0, 0, 4, 6, 0, 0, 0, true)]
    [InlineData(9, 0, 0, 0, 4, 6, 0, 0, 0, false)]
    [InlineData(10, 1, 0, 0, 4, 6, 0, 0, 0, false)]
    [InlineData(10, 0, 1, 0, 4, 6, 0, 0, 0, false)]
    [InlineData(10, 0, 0, 1, 4, 6, 0, 0, 0, false)]
    [InlineData(10, 0, 0, 0, 4, 5, 0, 0, 0, false)]
    [InlineData(10, 0, 0, 0, 5, 6, 0, 0, 0, false)]
    [InlineData(10, 0, 0, 0, 4, 6, 1, 0, 0, false)]
    [InlineData(10, 0, 0, 0, 4, 6, 0, 1, 0, false)]
    [InlineData(10, 0, 0, 0, 4, 6, 0, 0, 1, false)]
    public void IsPassed_EachCount_Matters(long read, long torn, long lost, long doubled, long delivered, long missed, long observedTorn, long unreported, long observedDoubled, bool expected)
    {
        var report = new VerifyReport
        {
            Seconds = 1,
            RecordBytes = 64,
            Capacity = 8,
            WriterPid = 1,
            ReaderPid = 2,
            Published = 10,
            FullCount = 0,
            Gated = new GatedCount { Read = read, Torn = torn, Lost = lost, Doubled = doubled },
            Observer = new ObserverCount { Delivered = delivered, Lost = missed, Laps = 1, Torn = observedTorn, Unreported = unreported, Doubled = observedDoubled },
        };
        Assert.Equal(expected, report.IsPassed);
        Assert.False((report with { Published = 0, Gated = report.Gated with { Read = 0 }, Observer = report.Observer with { Delivered = 0, Lost = 0 } }).IsPassed);
    }

    private static ulong[] Record(long number, bool isTorn = false)
    {
        var words = new ulong[8];
        SelfCheckingWords.Fill(words, number);
        words[^1] += isTorn ? 1UL : 0;
        return words;
    }
}
