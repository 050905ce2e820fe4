using AlphaPulse.RingBuffer.Inspecting;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingTool.Commands;
using AlphaPulse.RingTool.Inspecting;
using AlphaPulse.RingTool.Rendering;
using AlphaPulse.RingTool.Reports;

namespace AlphaPulse.RingTool.Tests.Rendering;

/// <summary>What people see, to the letter; no line is wider than 80 columns.</summary>
public sealed class ScreenTests
{
    private const string Run = "/dev/shm/alphapulse-1000/run-1";

    private static readonly ProcessReport s_engine = new() { Pid = 4711, IsConfirmed = true, Name = "feedengine", State = "sleeping" };

    private static readonly ReaderReport s_guard = new()
    {
        Index = 0,
        Name = "guard",
        State = ReaderState.Active,
        IsAlive = true,
        Generation = 1,
        Position = 1_234_500,
        JoinSequence = 0,
        StaysBehind = [],
        RecordsPerSecond = 9_876.4,
        Behind = 67,
        BehindPercent = 67 * 100.0 / 65_536,
        UnmovedAtLeastSecs = 0,
        Process = s_engine,
    };

    private static readonly RingReport s_ring = new()
    {
        AtUtc = DateTime.UnixEpoch,
        Ring = Run + "/rings/binance",
        FormatVersion = "1.0",
        RingId = Guid.Empty,
        RecordBytes = 64,
        Capacity = 65_536,
        CreatedUtc = new DateTime(2026, 11, 28, 1, 2, 3, DateTimeKind.Utc),
        CreatorPid = 4710,
        IsOfThisBoot = true,
        Epoch = 1,
        Writer = WriterState.Alive,
        WriterProcess = new ProcessReport { Pid = 4710, IsConfirmed = true, Name = "feedsim", State = "running" },
        FirstSequence = 0,
        Cursor = 1_234_567,
        Claim = 1_234_600,
        IntactFrom = 1_169_064,
        SnapshotRequests = 0,
        IntervalSecs = 1,
        RecordsPerSecond = 9_870.6,
        ObserverSlackSecs = 6.64,
        Waiting = 67,
        OccupancyPercent = 67 * 100.0 / 65_536,
        SlowestReader = "guard",
        FullCount = 12,
        FullCountIncrease = 2,
        GateScans = 9,
        EvictedReaders = 1,
        Wakes = 0,
        HasSleepers = false,
        HasManyWriters = false,
        Tombstones = 0,
        Writers = [],
        Readers = [s_guard],
    };

    private static readonly FoundRing s_found = new(Run + "/rings/binance", Run, DirectoryUse.LiveRun);

    private static readonly ListedRing s_listed = new()
    {
        Ring = Run + "/rings/binance",
        Run = Run,
        RunUse = DirectoryUse.LiveRun,
        Use = DirectoryUse.UsedRing,
        RecordBytes = 64,
        Capacity = 65_536,
        Cursor = 1_234_567,
        Writer = WriterState.Alive,
        Epoch = 1,
        Readers = 2,
        AgeSecs = 192,
        FileBytes = 4_202_496,
    };

    [Fact]
    public void Stat_RingThatRuns_IsShownInAFewLines() => AssertScreen(
        """
        /dev/shm/alphapulse-1000/run-1/rings/binance
          ring      65,536 x 64 B, format 1.0, created 2026-11-28 01:02:03Z
          writer    alive, pid 4710 (feedsim), running; epoch 1
          written   1,234,567, 9,871/s; intact from 1,169,064 on: observers have 6.6 s
          waiting   67 of 65,536 slots (0.1 %), slowest: guard
          full      12 times (+2); dead readers evicted: 1
           #  gated reader              pid  process    records/s       behind  of ring
           0  guard                    4711  sleeping       9,876           67    0.1 %

        """,
        output => StatText.Write(s_ring, output));

    [Fact]
    public void Stat_PausedReaderThatHoldsTheWriter_IsNamedWithAllThatIsKnown() => AssertScreen(
        """
           #  gated reader              pid  process    records/s       behind  of ring
           0  guard                    4711  PAUSED             0       65,536  100.0 %
              stays behind first
              holds the writer back: the ring is full and has waited for it for 12.3 s
              is paused (stopped), seen for 4.0 s; 'kill -CONT 4711' lets it go on
              is slow, seen for 5.0 s; has not moved for 4.0 s

        """,
        output => StatText.Write(
            s_ring with
            {
                Readers =
                [
                    s_guard with
                    {
                        StaysBehind = ["first"], RecordsPerSecond = 0, Behind = 65_536, BehindPercent = 100, IsSlow = true, SlowAtLeastSecs = 5, UnmovedAtLeastSecs = 4, HoldsWriterSecs = 12.3,
                        Process = s_engine with { State = "stopped", IsPaused = true, PausedAtLeastSecs = 4 },
                    },
                ],
            },
            output),
        fromLine: 6);

    [Fact]
    public void Stat_RecoveredRing_TellsSinceWhenAndWhereItsSnapshotIs() => AssertScreen(
        """
          writer    alive, pid 4710 (feedsim), running; epoch 2 from 1,000,000 on
          written   1,234,567, 9,871/s; intact from 1,169,064 on: observers have 6.6 s
          snapshot  last from 1,200,000 on, intact; asked for 3 times
          waiting   67 of 65,536 slots (0.1 %), slowest: guard
          full      12 times (+2); dead readers evicted: 1

        """,
        output => StatText.Write(s_ring with { Epoch = 2, EpochStart = 1_000_000, LastKeyframe = 1_200_000, IsKeyframeIntact = true, SnapshotRequests = 3, Readers = [] }, output),
        fromLine: 2);

    [Fact]
    public void Stat_ManyWriters_AreShownWithWhatTheyClaimedAndGaveUp() => AssertScreen(
        """
          writers   alive, 1 of many; epoch 2; tombstones 7
           #  writer                    pid  process    records/s      published
           0  left                     4711  PAUSED             0          1,000
              has claimed 1,234,567 to 1,234,570
              readers wait for its claim from 1,234,567 on, seen for 4.0 s
              has given up 7 sequences, which are tombstones
              is paused (stopped), seen for 4.0 s; 'kill -CONT 4711' lets it go on
           1  right                    4712? DEAD               -             12
              died without leaving; who waits for what it claimed turns that into tombstones
          written   1,234,567, 9,871/s; intact from 1,169,064 on: observers have 6.6 s
          snapshot  none is marked; asked for 1 times

        """,
        output => StatText.Write(
            s_ring with
            {
                WriterProcess = null,
                HasManyWriters = true,
                Epoch = 2,
                Tombstones = 7,
                SnapshotRequests = 1,
                Waiting = null,
                Readers = [],
                Writers =
                [
                    new WriterReport
                    {
                        Index = 0, Name = "left", IsAlive = true, Generation = 1, Published = 1_000, RecordsPerSecond = 0, GivenUp = 7, ClaimFrom = 1_234_567, ClaimTo = 1_234_571,
                        HoldsReaders = true, HoldsReadersAtLeastSecs = 4, Process = s_engine with { State = "stopped", IsPaused = true, PausedAtLeastSecs = 4 },
                    },
                    new WriterReport { Index = 1, Name = "right", IsAlive = false, Generation = 1, Published = 12, GivenUp = 0, HoldsReaders = false, Process = new ProcessReport { Pid = 4712, State = "gone" } },
                ],
            },
            output),
        fromLine: 2,
        mostLines: 11,
        mostColumns: 84);

    [Fact]
    public void Stat_EverybodyDead_IsTold() => AssertScreen(
        """
        /dev/shm/alphapulse-1000/run-1/rings/binance
          ring      65,536 x 64 B, format 1.0, created 2026-11-28 01:02:03Z
          writer    died; epoch 3; of another boot
          written   1,234,567; intact from 1,169,064 on
          waiting   67 of 65,536 slots (0.1 %), slowest: guard
          full      12 times; dead readers evicted: 1
          sleeping  nobody now; woken 1,234 times
           #  gated reader              pid  process    records/s       behind  of ring
           0  guard                    4711? DEAD               -           67    0.1 %
              died without leaving; the writer closes its entry when the ring gets full

        """,
        output => StatText.Write(
            s_ring with
            {
                Wakes = 1_234,
                Writer = WriterState.Died,
                WriterProcess = new ProcessReport { State = "gone" },
                Epoch = 3,
                IsOfThisBoot = false,
                RecordsPerSecond = null,
                ObserverSlackSecs = null,
                FullCountIncrease = null,
                Readers = [s_guard with { IsAlive = false, RecordsPerSecond = null, Process = new ProcessReport { Pid = 4711, State = "gone" } }],
            },
            output));

    [Fact]
    public void List_RunsAndLeftOvers_AreHeadedByTheirDirectories()
    {
        var dead = new FoundRing("/dev/shm/mine/orders", null, null);
        AssertScreen(
            """
            /dev/shm/alphapulse-1000/run-1  (live run)
              ring                record      slots         written writer  readers     age
              rings/binance         64 B     65,536       1,234,567 alive         2   3m12s
              rings/a-venue-of-a-long-name
                                    64 B     65,536       1,234,567 alive         2   3m12s

            /dev/shm/mine
              ring                record      slots         written writer  readers     age
              orders                64 B     65,536       1,234,567 died          0   2d03h
                left over: nobody uses it

            3 rings in /dev/shm, 1 left over with 4,202,496 bytes ('ringtool clean' removes them)

            """,
            output => ListText.Write(
                "/dev/shm",
                [s_found, s_found with { Path = Run + "/rings/a-venue-of-a-long-name" }, dead],
                [s_listed, s_listed, s_listed with { Ring = dead.Path, Run = null, RunUse = null, IsLeftOver = true, Writer = WriterState.Died, Readers = 0, AgeSecs = 2 * 86_400 + 3 * 3_600 }],
                output),
            mostColumns: 86);
    }

    [Fact]
    public void Verify_Passed_IsShownWithItsSums() => AssertScreen(
        """
        5.0 s, 64-byte records, 4,096 slots, writer 4711, readers 4712
          published 12,000 (2,400/s), found the ring full 7 times
          gated reader
            read 12,000, torn 0, lost 0, doubled 0
          observer, lapped 3 times
            delivered 10,000 + lost 2,000 = published 12,000
            torn 0, missing without a word 0, doubled 0
        passed

        """,
        output => VerifyText.Write(
            new VerifyReport
            {
                Seconds = 5,
                RecordBytes = 64,
                Capacity = 4096,
                WriterPid = 4711,
                ReaderPid = 4712,
                Published = 12_000,
                FullCount = 7,
                Gated = new GatedCount { Read = 12_000, Torn = 0, Lost = 0, Doubled = 0 },
                Observer = new ObserverCount { Delivered = 10_000, Lost = 2_000, Laps = 3, Torn = 0, Unreported = 0, Doubled = 0 },
            },
            output));

    [Fact]
    public void Alarm_OnATerminal_IsRedAndElsewherePlain()
    {
        using var terminal = new StringWriter();
        new Output(terminal, TextWriter.Null, columns: 80).Alarm("seen");
        using var file = new StringWriter();
        new Output(file, TextWriter.Null, columns: null).Alarm("seen");

        Assert.Equal(("\e[31mseen\e[0m\n", "seen\n"), (terminal.ToString(), file.ToString()));
    }

    [Theory]
    [InlineData(0.0123, "12.3 ms")]
    [InlineData(12.34, "12.3 s")]
    [InlineData(100, "1m40s")]
    [InlineData(3_600, "1h00m")]
    [InlineData(90_000, "1d01h")]
    public void Span_Seconds_AreReadable(double seconds, string expected) => Assert.Equal(expected, Words.Span(seconds));

    private static void AssertScreen(string expected, Action<Output> write, int fromLine = 0, int mostColumns = 80, int mostLines = int.MaxValue)
    {
        using var text = new StringWriter();
        write(new Output(text, TextWriter.Null, columns: null));
        var lines = text.ToString().Split('\n')[fromLine..];
        if (lines.Length > mostLines)
            lines = [.. lines[..mostLines], ""];
        Assert.Equal(expected, string.Join('\n', lines));
        Assert.All(lines, line => Assert.InRange(line.Length, 0, mostColumns));
    }
}
