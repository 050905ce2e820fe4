using AlphaPulse.LoadTester.Noise;
using AlphaPulse.Telemetry.Outliers;

namespace AlphaPulse.LoadTester.Tests.Noise;

/// <summary>Each cause is planted alone and has to be found; and what must not be taken for it is not.</summary>
public class AttributionTests
{
    private const int Writer = 4_711;
    private readonly SpanWindow _spans = new();
    private readonly long[] _ns = new long[OutlierCauses.All.Count];

    public AttributionTests()
    {
        foreach (var core in (int[])[0, 1])
        {
            _spans.Expect(NoiseMeter.FeedName, core);
            _spans.Expect(NoiseMeter.ControlName, core);
        }
    }

    [Fact]
    public void Explain_NothingHappened_IsUnexplained() => Expect(OutlierCause.Unexplained, Write(0, 20_000), 20_000);

    [Fact]
    public void Explain_SleepThatEndedLate_IsTheTimerUnlessTheWriterSpins()
    {
        Expect(OutlierCause.LateTimer, WakeUp(0, 200_000), 200_000);
        Expect(OutlierCause.Unexplained, WakeUp(0, 200_000), 200_000, sleepsUntilDue: false);
    }

    [Fact]
    public void Explain_CollectionInTheMiddle_TakesItsPart()
    {
        Plant(NoiseMeter.FeedName, new SpanRecord { Kind = SpanKind.GcSuspension, StartNs = 100_000, EndNs = 900_000, Core = -1 });
        Expect(OutlierCause.GcSuspension, WakeUp(0, 1_000_000), 800_000);
        Assert.Equal(200_000, _ns[(int)OutlierCause.LateTimer]);
        Expect(OutlierCause.Unexplained, Write(900_000, 920_000), 20_000);
    }

    [Fact]
    public void Explain_AllLoopsOfTheFeedStoodStill_IsAStop()
    {
        Hiccup(NoiseMeter.FeedName, 0, 500_000, 20_000_000);
        Hiccup(NoiseMeter.FeedName, 1, 900_000, 20_010_000);
        Hiccup(NoiseMeter.ControlName, 0, 3_000_000, 3_200_000);
        Expect(OutlierCause.Stopped, WakeUp(0, 20_000_000), 19_100_000);
    }

    [Fact]
    public void Explain_OneLoopHadToWaitForItsCoreToo_IsStillAStop()
    {
        Hiccup(NoiseMeter.FeedName, 0, 0, 20_000_000);
        Plant(NoiseMeter.FeedName, new SpanRecord { Kind = SpanKind.Hiccup, StartNs = 0, EndNs = 20_000_000, AmountNs = 19_900_000, Core = 1 });
        Expect(OutlierCause.Stopped, WakeUp(0, 20_000_000), 20_000_000);
    }

    [Fact]
    public void Explain_AllLoopsHadToWaitForTheirCores_IsNoStop()
    {
        foreach (var core in (short[])[0, 1])
            Plant(NoiseMeter.FeedName, new SpanRecord { Kind = SpanKind.Hiccup, StartNs = 0, EndNs = 20_000_000, AmountNs = 19_900_000, Core = core });
        Expect(OutlierCause.RunQueueWait, WakeUp(0, 20_000_000) with { RunQueueWaitNs = 19_800_000 }, 19_800_000);
        Assert.Equal(0, _ns[(int)OutlierCause.Stopped]);
    }

    [Fact]
    public void Explain_OneCoreWasStolenAndTheOtherBusy_IsNoStop()
    {
        Hiccup(NoiseMeter.FeedName, 0, 0, 20_000_000);
        Hiccup(NoiseMeter.ControlName, 0, 0, 20_000_000);
        Plant(NoiseMeter.FeedName, new SpanRecord { Kind = SpanKind.Hiccup, StartNs = 0, EndNs = 20_000_000, AmountNs = 19_900_000, Core = 1 });
        Expect(OutlierCause.Hiccup, WakeUp(0, 20_000_000), 20_000_000);
    }

    [Fact]
    public void Explain_TheMachineStoodStill_IsNoStopButAHiccup()
    {
        foreach (var process in (string[])[NoiseMeter.FeedName, NoiseMeter.ControlName])
        {
            Hiccup(process, 0, 0, 20_000_000);
            Hiccup(process, 1, 0, 20_000_000);
        }

        Expect(OutlierCause.Hiccup, WakeUp(0, 20_000_000), 20_000_000);
    }

    [Fact]
    public void Explain_OneLoopOfTheFeedGoesOn_IsNoStop()
    {
        Hiccup(NoiseMeter.FeedName, 1, 0, 20_000_000);
        Expect(OutlierCause.LateTimer, WakeUp(0, 20_000_000), 20_000_000);
    }

    [Fact]
    public void Explain_CollectionThatHeldTheLoopsToo_IsNoStop()
    {
        Plant(NoiseMeter.FeedName, new SpanRecord { Kind = SpanKind.GcSuspension, StartNs = 0, EndNs = 4_000_000, Core = -1 });
        Hiccup(NoiseMeter.FeedName, 0, 0, 4_000_000);
        Hiccup(NoiseMeter.FeedName, 1, 0, 4_000_000);
        Expect(OutlierCause.GcSuspension, WakeUp(0, 4_300_000), 4_000_000);
        Assert.Equal(0, _ns[(int)OutlierCause.Stopped]);
    }

    [Fact]
    public void Explain_RingWasFull_IsThatWhateverElseWasCounted() =>
        Expect(OutlierCause.RingFull, Write(0, 500_000) with { WaitedForSpace = 1, VoluntarySwitches = 9, RunQueueWaitNs = 90_000 }, 500_000);

    [Fact]
    public void Explain_CompilationOfTheSameThread_IsJitAndThatOfAnotherIsNot()
    {
        Plant(NoiseMeter.FeedName, new SpanRecord { Kind = SpanKind.Jit, StartNs = 10_000, EndNs = 290_000, ThreadId = Writer, Core = -1 });
        Expect(OutlierCause.Jit, Write(0, 300_000), 280_000);
        Expect(OutlierCause.Unexplained, Write(0, 300_000) with { ThreadId = Writer + 1 }, 300_000);
    }

    [Fact]
    public void Explain_ThrottledGroup_IsThatOnlyForWhatIsLongEnough()
    {
        Plant(NoiseMeter.ControlName, new SpanRecord { Kind = SpanKind.Throttled, StartNs = 0, EndNs = 20_000_000, AmountNs = 15_000_000, Core = -1 });
        Expect(OutlierCause.Throttled, WakeUp(0, 12_000_000), 12_000_000);
        Expect(OutlierCause.Unexplained, Write(1_000_000, 1_020_000), 20_000);
    }

    [Fact]
    public void Explain_PreemptedWrite_IsTheWaitAndTheSwitches() =>
        Expect(OutlierCause.RunQueueWait, Write(0, 3_030_000) with { InvoluntarySwitches = 1, RunQueueWaitNs = 3_000_000 }, 3_020_000);

    [Fact]
    public void Explain_WaitLongerThanTheWrite_WasNotInIt() =>
        Expect(OutlierCause.Unexplained, Write(0, 12_000) with { InvoluntarySwitches = 1, RunQueueWaitNs = 50_000 }, 12_000);

    [Fact]
    public void Explain_WriteThatKeptItsCore_WaitedForNone() =>
        Expect(OutlierCause.Unexplained, Write(0, 12_000) with { RunQueueWaitNs = 11_000 }, 12_000);

    [Fact]
    public void Explain_WakeUpThatHadToWait_NeedsNoSwitch() =>
        Expect(OutlierCause.RunQueueWait, WakeUp(0, 400_000) with { RunQueueWaitNs = 390_000 }, 390_000);

    [Fact]
    public void Explain_StolenCore_IsThatOfTheWritersCoreOnly()
    {
        Plant(NoiseMeter.ControlName, new SpanRecord { Kind = SpanKind.Steal, StartNs = 0, EndNs = 20_000_000, AmountNs = 10_000_000, Core = 1 });
        Expect(OutlierCause.Steal, Write(0, 9_000_000) with { CoreBefore = 1, CoreAfter = 1 }, 9_000_000);
        Expect(OutlierCause.Unexplained, Write(0, 9_000_000), 9_000_000);
        Expect(OutlierCause.Unexplained, Write(0, 500_000) with { CoreBefore = 1, CoreAfter = 1 }, 500_000);
    }

    [Fact]
    public void Explain_HiccupOnTheSameCore_CountsWithoutItsOwnWait()
    {
        Hiccup(NoiseMeter.ControlName, 0, 0, 300_000);
        Expect(OutlierCause.Hiccup, Write(100_000, 300_000), 200_000);
        Expect(OutlierCause.Unexplained, Write(100_000, 300_000) with { CoreBefore = 1, CoreAfter = 1 }, 200_000);
    }

    [Fact]
    public void Explain_LoopThatWaitedBehindTheWriter_IsNoHiccup()
    {
        Plant(NoiseMeter.ControlName, new SpanRecord { Kind = SpanKind.Hiccup, StartNs = 0, EndNs = 300_000, AmountNs = 295_000, Core = 0 });
        Expect(OutlierCause.Unexplained, Write(100_000, 300_000), 200_000);
    }

    [Fact]
    public void Explain_Faults_TakeWhatNothingElseExplainsUpToWhatTheyCost()
    {
        Expect(OutlierCause.MinorFault, Write(0, 15_000) with { MinorFaults = 1 }, 15_000);
        Expect(OutlierCause.MajorFault, Write(0, 8_000_000) with { MajorFaults = 1, MinorFaults = 3 }, 8_000_000);
        Expect(OutlierCause.Unexplained, Write(0, 5_000_000) with { MinorFaults = 1 }, 4_000_000);
        Expect(OutlierCause.RunQueueWait, Write(0, 100_000) with { MinorFaults = 1, InvoluntarySwitches = 1, RunQueueWaitNs = 80_000 }, 80_000);
    }

    [Fact]
    public void Explain_WriteOnAnotherCoreAfterwards_IsTheMigration() =>
        Expect(OutlierCause.Migration, Write(0, 30_000) with { CoreAfter = 1 }, 30_000);

    private void Expect(OutlierCause cause, OutlierRecord outlier, long explainedNs, bool sleepsUntilDue = true)
    {
        Assert.Equal(cause, Attribution.Explain(in outlier, _spans, sleepsUntilDue, _ns));
        Assert.Equal(explainedNs, _ns[(int)cause]);
        Assert.Equal(outlier.DurationNs, _ns.Sum());
    }

    private void Hiccup(string process, short core, long startNs, long endNs) => Plant(process, new SpanRecord { Kind = SpanKind.Hiccup, StartNs = startNs, EndNs = endNs, Core = core });

    private void Plant(string process, SpanRecord span) => _spans.Add(process, in span);

    private static OutlierRecord Write(long startNs, long endNs) => new() { Kind = OutlierKind.Write, IntendedNs = startNs, StartNs = startNs, EndNs = endNs, ThreadId = Writer };

    private static OutlierRecord WakeUp(long startNs, long endNs) => new() { Kind = OutlierKind.WakeUp, IntendedNs = startNs, StartNs = startNs, EndNs = endNs, Sequence = -1, Venue = -1, ThreadId = Writer };
}
