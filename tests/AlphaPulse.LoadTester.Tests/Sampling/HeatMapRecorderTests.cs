using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Sampling;

namespace AlphaPulse.LoadTester.Tests.Sampling;

public sealed class HeatMapRecorderTests
{
    private const long NsPerSecond = 1_000_000_000;

    private readonly HeatMapRecorder _recorder = new();
    private long _nowNs;

    [Fact]
    public void ToResults_NoInterval_IsNull() => Assert.Null(_recorder.ToResults());

    [Fact]
    public void Add_Values_AreInTheRowsOfTheirSize()
    {
        Add(0, 1, 9, 10, 99, 1_000, 1_000, 59_000_000_000);

        var column = Assert.Single(_recorder.ToResults()!.Write);
        Assert.Equal(0, column[0]);
        long Row(int row) => column[1 + row];
        Assert.Equal(2, Row(0));
        Assert.Equal(1, Row(9));
        Assert.Equal(1, Row(10));
        Assert.Equal(1, Row(19));
        Assert.Equal(2, Row(30));
        Assert.Equal(1, Row(107));
        Assert.Equal(8, column.Skip(1).Sum());
    }

    [Fact]
    public void Add_NothingRecorded_IsAnEmptyColumn()
    {
        Add();

        Assert.Empty(Assert.Single(_recorder.ToResults()!.Write));
    }

    [Theory]
    [InlineData(600, 600, 1)]
    [InlineData(601, 301, 2)]
    [InlineData(1_200, 600, 2)]
    [InlineData(1_201, 301, 4)]
    [InlineData(86_400, 338, 256)]
    public void Add_MoreIntervalsThanColumns_JoinsNeighbours(int intervals, int columns, int intervalsPerColumn)
    {
        for (var i = 0; i < intervals; i++)
            Add(100);

        var map = _recorder.ToResults()!;
        Assert.Equal(columns, map.EndsSecs.Count);
        Assert.Equal(columns, map.Write.Count);
        Assert.Equal(0, map.StartSecs);
        Assert.Equal(intervals, map.EndsSecs[^1]);
        for (var i = 0; i < columns; i++)
        {
            Assert.Equal(Math.Min((i + 1) * intervalsPerColumn, intervals), map.EndsSecs[i]);
            Assert.Equal([20, Math.Min(intervalsPerColumn, intervals - (i * intervalsPerColumn))], map.Write[i]);
        }
    }

    [Fact]
    public void Add_RandomIntervals_KeepsEveryCountInItsTime()
    {
        var seed = Environment.TickCount;
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        var random = new Random(seed);
        var intervals = random.Next(1, 3_000);
        var expected = new List<(double EndSecs, long Count)>();
        for (var i = 0; i < intervals; i++)
        {
            var values = Enumerable.Range(0, random.Next(0, 4)).Select(_ => random.NextInt64(0, 60_000_000_000)).ToArray();
            Add(values);
            expected.Add((_nowNs / (double)NsPerSecond, values.Length));
        }

        var map = _recorder.ToResults()!;
        Assert.InRange(map.EndsSecs.Count, 1, HeatMapRecorder.MostColumns);
        var startSecs = 0.0;
        foreach (var (endSecs, column) in map.EndsSecs.Zip(map.Write))
        {
            Assert.Equal(expected.Where(interval => interval.EndSecs > startSecs && interval.EndSecs <= endSecs).Sum(interval => interval.Count), column.Skip(1).Sum());
            startSecs = endSecs;
        }
    }

    [Fact]
    public void ToResults_WrittenAndRead_IsTheSame()
    {
        Add(20, 30_000);
        Add();

        var text = ResultsJson.ToText(new RunResults { HeatMap = _recorder.ToResults() });

        Assert.Contains("\"ends_secs\": [1,2],", text, StringComparison.Ordinal);
        Assert.Equal(text, ResultsJson.ToText(ResultsJson.FromText(text)));
    }

    private void Add(params ReadOnlySpan<long> values)
    {
        var interval = new Interval { StartNs = _nowNs, EndNs = _nowNs + NsPerSecond };
        foreach (var value in values)
            interval.Write.RecordValue(value);
        _recorder.Add(interval);
        _nowNs += NsPerSecond;
    }
}
