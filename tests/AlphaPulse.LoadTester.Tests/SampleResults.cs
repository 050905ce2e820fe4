using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Tests;

/// <summary>Results of a run that meets everything, to be changed by tests.</summary>
internal static class SampleResults
{
    public static RunResults Good()
    {
        var write = new LatencySummary { Count = 2_700_000, MinNs = 20, MeanNs = 52.4, P50Ns = 41, P90Ns = 77, P99Ns = 341, P999Ns = 8_923, P9999Ns = 45_000, MaxNs = 145_231 };
        var lag = new LatencySummary { Count = 2_700_000, MinNs = 110, MeanNs = 260_000, P50Ns = 255_000, P90Ns = 460_000, P99Ns = 520_000, P999Ns = 610_000, P9999Ns = 2_100_000, MaxNs = 4_000_000 };
        return new RunResults
        {
            StartedAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            DurationSecs = 60,
            Config = new RunConfig { Profile = "baseline", Exchanges = 3, TradesPerSecond = 10_000, OrderbookUpdatesPerSecond = 5_000, DurationSecs = 60, WarmupSecs = 2, SymbolCount = 10, ArrivalMode = "quantum=500us", Seed = 1, RingCapacity = 65_536, WaitStrategy = "back-off", Directory = "/dev/shm/alphapulse-1000/run-1", DirectoryIsTmpfs = true },
            Environment = new RunEnvironment { CpuModel = "Model X", Cores = 2, Kernel = "6.1", Runtime = ".NET 10.0.0", ClockSource = "tsc", ClockCostNs = 12, ClockGranularityNs = 1, LinePingPongNs = 56, ClockDriftNs = 4_200, Commit = "abcdef0" },
            Throughput = new ThroughputResults { TotalTrades = 1_800_000, TotalOrderbookUpdates = 900_000, TotalEvents = 5_000_000, TradesPerSecond = 30_000, OrderbookUpdatesPerSecond = 15_000, UpdatesPerSecond = 45_000, EventsPerSecond = 83_333.3, PeakTradesPerSecond = 30_004, PeakOrderbookUpdatesPerSecond = 15_002, ScheduledTrades = 1_800_000, ScheduledOrderbookUpdates = 900_000, TpsAchievementPercent = 100, OpsAchievementPercent = 100 },
            Latency = new LatencyResults { Write = write, Lag = lag, Response = lag with { MinNs = 150 }, Delivery = write with { P50Ns = 900, P90Ns = 1_900, P99Ns = 60_000, P999Ns = 190_000, P9999Ns = null, MaxNs = 950_000 } },
            Resources = new ResourceResults
            {
                AvgCpuPercent = 8.3,
                PeakCpuPercent = 11.2,
                AvgMemoryMb = 172,
                PeakMemoryMb = 187,
                SharedFilesMb = 31,
                AvgOtherCpuPercent = 1.4,
                Network = new NetworkResults { ReceivedMb = 0.52, SentMb = 0.08, ReceivedPackets = 900, SentPackets = 300, LoopbackMb = 0.01 },
                Processes =
                [
                    new ProcessResults { Name = "feedsim", Pid = 101, AvgCpuPercentOfCore = 7.5, PeakCpuPercentOfCore = 9, PeakPrivateMb = 60, PeakSharedMb = 40, GcCount = 0, GcPauseMs = 0, AllocatedMb = 1.2, Io = new ProcessIoResults { ReadMb = 0.4, WrittenMb = 0.2, ReadCalls = 120, WriteCalls = 60, DiskReadMb = 0, DiskWrittenMb = 0.12 } },
                    new ProcessResults { Name = "feedengine", Pid = 102, AvgCpuPercentOfCore = 7.1, PeakCpuPercentOfCore = 8, PeakPrivateMb = 50, PeakSharedMb = 40, GcCount = 0, GcPauseMs = 0, AllocatedMb = 1.1 },
                    new ProcessResults { Name = "loadtester", Pid = 100, AvgCpuPercentOfCore = 2, PeakCpuPercentOfCore = 5.4, PeakPrivateMb = 46, PeakSharedMb = 60, GcCount = 3, GcPauseMs = 2.5, AllocatedMb = 25 },
                ],
            },
            Noise = new NoiseResults
            {
                HiccupPeriodMs = 1,
                Feed = s_hiccup with { P99Ns = 211_327, MaxNs = 14_065_663 },
                Control = s_hiccup,
                Cores = [new CoreNoise { Core = 0, Process = "feedsim", Hiccup = s_hiccup with { P99Ns = 211_327, MaxNs = 14_065_663 } }, new CoreNoise { Core = 0, Process = "control", Hiccup = s_hiccup }],
                StealPercent = 0.083,
                ThrottledMs = 0,
                Processes = [new ProcessNoise { Name = "feedsim", VoluntarySwitches = 241_000, InvoluntarySwitches = 1_403, MinorFaults = 7, JitMethods = 3 }, new ProcessNoise { Name = "feedengine", VoluntarySwitches = 322_000, InvoluntarySwitches = 2_071, MinorFaults = 9, GcCount = 1, GcPauseMs = 1.2 }],
            },
            Outliers = new OutlierResults
            {
                ThresholdNs = 10_000,
                WakeThresholdNs = 90_000,
                Recorded = 400,
                Writes = 100,
                WakeUps = 300,
                TimeNs = 50_000_000,
                Causes =
                [
                    new CauseShare { Cause = "gc_suspension" },
                    new CauseShare { Cause = "run_queue_wait", Count = 390, CountPercent = 97.5, TimeNs = 48_000_000, TimePercent = 96 },
                    new CauseShare { Cause = "minor_fault", TimeNs = 1_000_000, TimePercent = 2 },
                    new CauseShare { Cause = "unexplained", Count = 10, CountPercent = 2.5, TimeNs = 1_000_000, TimePercent = 2 },
                ],
                Worst = [new OutlierResult { AtSecs = 12.5, Kind = "write", DurationNs = 145_231, Venue = 1, Sequence = 123_456, CoreBefore = 0, CoreAfter = 1, Cause = "run_queue_wait", CauseNs = 140_000, RunQueueWaitNs = 140_000, InvoluntarySwitches = 1 }],
            },
            Counts = new CountResults { Offered = 5_200_000, Written = 5_200_000, Delivered = 5_200_000 },
            Books = new BookResults { Instruments = 30, Checked = 4_500, AgreementPercent = 100 },
            Phases = [new PhaseResults { Name = "run", DurationSecs = 60, Trades = 1_800_000, OrderbookUpdates = 900_000, Latency = new LatencyResults { Write = write, Lag = lag, Response = lag, Delivery = write } }],
            Intervals = [new IntervalResults { AtSecs = 1, Trades = 30_000, OrderbookUpdates = 15_000, WriteP50Ns = 41, WriteP99Ns = 300, WriteMaxNs = 9_000, DeliveryP50Ns = 900, DeliveryP99Ns = 50_000, ScheduledTrades = 30_000, ScheduledOrderbookUpdates = 15_000, CpuPercent = 8.1, MemoryMb = 171, Processes = [[7.5, 60], [7.1, 50], [2, 46]] }],
            HeatMap = new HeatMapResults { RowsPerDecade = 10, EndsSecs = [1], Write = [[16, 44_000, 900, 100]], Lag = [[54, 45_000]], Response = [[54, 45_000]], Delivery = [[29, 45_000]] },
            Ci = new CiResults { Tps = 30_000, Ops = 15_000, WriteP50Ns = 41, WriteP99Ns = 341, WriteP999Ns = 8_923, ResponseP99Ns = 520_000, DeliveryP99Ns = 60_000, CpuPercent = 8.3, MemoryMb = 187 },
        };
    }

    private static readonly LatencySummary s_hiccup = new() { Count = 60_000, MinNs = 3_572, MeanNs = 29_190.1, P50Ns = 6_119, P90Ns = 10_791, P99Ns = 75_295, P999Ns = 1_200_127, P9999Ns = null, MaxNs = 4_598_143 };

    public static RunResults Judged() => Verdict.Judge(Good(), BaselineObjectives, new ValidityFacts());

    public static IReadOnlyList<Objective> BaselineObjectives => AlphaPulse.LoadTester.Profiles.BuiltInProfiles.Find("baseline")!.Objectives;

    public static BreakpointResults Breakpoint() => new()
    {
        KneeUpdatesPerSecond = 3_395_500,
        BrokenUpdatesPerSecond = 3_565_275,
        Gate = "write_p99_ns",
        IsComplete = true,
        ConfidencePercent = 83.3,
        StepRuns = 3,
        StepSecs = 3,
        ResolutionPercent = 5,
        ElapsedSecs = 182.5,
        Curve =
        [
            new RateResults { UpdatesPerSecond = 250_000, Runs = 1, ActualUpdatesPerSecond = 250_000, WriteP50Ns = 43, WriteP99Ns = 274, ResponseP99Ns = 688_000, CpuPercent = 12.4 },
            new RateResults { UpdatesPerSecond = 3_395_500, Runs = 3, BrokenRuns = 1, Gate = "write_p99_9_ns", ActualUpdatesPerSecond = 3_395_400.5, WriteP50Ns = 40, WriteP99Ns = 8_900, WriteP999Ns = 64_000, ResponseP99Ns = 34_000_000, CpuPercent = 78 },
            new RateResults { UpdatesPerSecond = 3_565_275, Runs = 3, BrokenRuns = 3, Gate = "write_p99_ns", ActualUpdatesPerSecond = 2_900_001, WriteP50Ns = 45, WriteP99Ns = 12_400, WriteP999Ns = 180_000, ResponseP99Ns = 1_740_000_000, CpuPercent = 91 },
        ],
    };
}
