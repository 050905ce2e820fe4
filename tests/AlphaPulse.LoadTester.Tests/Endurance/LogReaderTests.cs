using System.Text;
using AlphaPulse.LoadTester.Endurance;

namespace AlphaPulse.LoadTester.Tests.Endurance;

public sealed class LogReaderTests
{
    [Theory]
    [InlineData("{\"session\":1,\"at\":\"2026-")]
    [InlineData("{\"session\":1,\"at\":\"2026-\n")]
    [InlineData("\0\0\0\0\n")]
    public void Read_TornEnd_IsPassedOverAndCut(string torn)
    {
        using var log = Logged(3);
        var whole = new FileInfo(log.File(LogDirectory.SegmentName(1))).Length;
        File.AppendAllText(log.File(LogDirectory.SegmentName(1)), torn);

        var reader = log.Reader();
        Assert.Equal(3, reader.Read().Count());
        Assert.Equal(LogDirectory.SegmentName(1), reader.TornFile);
        reader.CutTornEnd();

        Assert.Equal(whole, new FileInfo(log.File(LogDirectory.SegmentName(1))).Length);
        Assert.Equal(3, log.Reader().Read().Count());
    }

    [Fact]
    public void Read_LinesAfterTheCheckpoint_Count()
    {
        using var log = new LogFixture().Start().Seconds(3);
        log.Log.Dispose();

        // The checkpoint is from the start: it knows of no line.
        Assert.DoesNotContain(LogDirectory.ReadCheckpoint(log.Path).Segments, segment => segment.Lines > 0);
        Assert.Equal(3, log.Reader().Read().Count());
    }

    [Fact]
    public void Read_TornHeaderOfTheLastSegment_IsRemoved()
    {
        using var log = Logged(3);
        File.WriteAllText(log.File(LogDirectory.SegmentName(2)), "{\"schema\":\"alpha");

        var reader = log.Reader();
        Assert.Equal(3, reader.Read().Count());
        reader.CutTornEnd();

        Assert.False(File.Exists(log.File(LogDirectory.SegmentName(2))));
        Assert.Single(reader.Segments);
    }

    [Fact]
    public void Read_DamageInTheMiddle_IsTold()
    {
        using var log = Logged(3);
        Doctor(log, lines => lines[2] = lines[2][..40]);

        Assert.Contains("intervals-00001.jsonl is damaged: line 3", Fault(log), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TornLineBeforeAnotherSegment_IsTold()
    {
        using var log = new LogFixture().Start(segmentBytes: 1_000).Seconds(4);
        log.Log.Close(RunState.Finished, reason: null);
        File.AppendAllText(log.File(LogDirectory.SegmentName(1)), "{\"session\"");

        Assert.Contains("its last line is torn, and another segment follows", Fault(log), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LinesThatTheCheckpointKnowsAreGone_IsTold()
    {
        using var log = Logged(3);
        Doctor(log, lines => lines.RemoveAt(lines.Count - 1));

        Assert.Contains("the checkpoint knows of", Fault(log), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SegmentIsMissing_IsTold()
    {
        using var log = new LogFixture().Start(segmentBytes: 1_000).Seconds(4);
        log.Log.Close(RunState.Finished, reason: null);
        File.Delete(log.File(LogDirectory.SegmentName(1)));

        Assert.Contains("intervals-00001.jsonl is missing", Fault(log), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SegmentOfAnotherRun_IsTold()
    {
        using var log = Logged(3);
        Doctor(log, lines => lines[0] = lines[0].Replace("test-run", "other-run", StringComparison.Ordinal));

        Assert.Contains("belongs to the run 'other-run'", Fault(log), StringComparison.Ordinal);
    }

    [Fact]
    public void History_HistogramIsDamaged_IsTold()
    {
        using var log = Logged(3);
        Doctor(log, lines => lines[1] = lines[1].Replace("\"write\":\"HIST", "\"write\":\"XXXX", StringComparison.Ordinal));

        var exception = Assert.Throws<LogException>(() => LogHistory.Read(log.Reader(), LogFixture.Plan));
        Assert.Contains("histogram", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void History_OfTwoSessions_SumsWhatTheyCounted()
    {
        using var log = new LogFixture().Start().Seconds(3);
        log.Log.Dispose();
        var first = LogHistory.Read(log.Reader(), LogFixture.Plan);
        Assert.Equal((3.0, 600L, 2_700L), (first.Log.MeasuredSecs, first.Log.Trades, first.Log.Totals.Events));

        var reader = log.Reader();
        _ = reader.Read().Count();
        log.Sample = new SessionSample();
        log.Start(LogFixture.Checkpoint with { Session = 2, Segments = reader.Segments }, first.Log).Seconds(2);
        log.Log.Close(RunState.Finished, reason: null);
        var both = LogHistory.Read(log.Reader(), LogFixture.Plan);

        // 3 and 2 events were on their way at the last line of each session: they count as neither written nor lost.
        Assert.Equal((5.0, 1_000L, 4_500L), (both.Log.MeasuredSecs, both.Log.Trades, both.Log.Totals.Events));
        Assert.Equal((5 * 899L, 5 * 899L), (both.Totals.Written, both.Totals.Delivered));
        Assert.Equal(5 * LogFixture.UpdatesPerInterval, both.Log.Totals.Write.TotalCount);
    }

    private static LogFixture Logged(int seconds)
    {
        var log = new LogFixture().Start().Seconds(seconds);
        log.Log.Close(RunState.Interrupted, "stopped by the user");
        return log;
    }

    private static string Fault(LogFixture log) => Assert.Throws<LogException>(() => log.Reader().Read().Count()).Message;

    private static void Doctor(LogFixture log, Action<List<string>> change)
    {
        var file = log.File(LogDirectory.SegmentName(1));
        var lines = File.ReadAllLines(file).ToList();
        change(lines);
        File.WriteAllText(file, string.Concat(lines.Select(line => line + "\n")), new UTF8Encoding(false));
    }
}
