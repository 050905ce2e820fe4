using AlphaPulse.Reliability.Tests.Scenes;
using AlphaPulse.RingBuffer.Steps;
using AlphaPulse.SteppedPeer.Shared;

namespace AlphaPulse.Reliability.Tests.Matrix;

/// <summary>The rows of the matrix: every step of every protocol, and where a process reaches it.</summary>
internal static class StepPlans
{
    internal static IReadOnlyList<StepPlan> All { get; } =
    [
        .. Rows("create", () => new CreatingScene(), ProtocolStep.CreateDirectoryMade, ProtocolStep.CreateControlMapped, ProtocolStep.CreateWriterLocked,
            ProtocolStep.CreateDataMapped, ProtocolStep.CreateHeaderStored, ProtocolStep.CreateControlMagicStored, ProtocolStep.CreateMagicStored, ProtocolStep.CreateRenamed),
        .. Rows("attach", () => new JoiningScene(), ProtocolStep.AttachDataMapped, ProtocolStep.AttachDataValidated, ProtocolStep.AttachControlMapped, ProtocolStep.AttachDone),
        .. Rows("gate scan", () => new WritingScene(maxBatch: 7), ProtocolStep.ScanCursorStored, ProtocolStep.ScanFenced, ProtocolStep.ScanPositionRead, ProtocolStep.ScanDone),
        .. Rows("claim", () => new WritingScene(maxBatch: 7), ProtocolStep.ClaimStored, ProtocolStep.ClaimReady),
        .. Rows("publish", () => new WritingScene(maxBatch: 1), ProtocolStep.PublishFilled, ProtocolStep.PublishStored),
        new StepPlan("batch publish", StepCode.BatchHalfFilled, () => new WritingScene(maxBatch: 7)),
        .. Rows("batch publish", () => new WritingScene(maxBatch: 7), ProtocolStep.PublishFilled, ProtocolStep.PublishStored),
        .. Rows("keyframe", () => new WritingScene(maxBatch: 7, observe: "observe-keyframe"), ProtocolStep.KeyframeMarked),
        .. Rows("join", () => new JoiningScene(), ProtocolStep.JoinLocked, ProtocolStep.JoinMarked, ProtocolStep.JoinPositionStored, ProtocolStep.JoinActive,
            ProtocolStep.JoinFenced, ProtocolStep.JoinStarted),
        .. Rows("take-over", () => new TakingOverScene(), ProtocolStep.TakeOverLocked, ProtocolStep.TakeOverChecked),
        .. Rows("read", () => new ReadingScene(), ProtocolStep.ReadAvailable, ProtocolStep.ReadHandled, ProtocolStep.ReadReleased),
        .. Rows("futex wait", () => new ReadingScene(doReadersSleep: true), ProtocolStep.WaitAnnounced, ProtocolStep.WaitFenced, ProtocolStep.WaitLooked, ProtocolStep.WaitWoken),
        .. Rows("futex wake", () => new WritingScene(maxBatch: 7, doReadersSleep: true), ProtocolStep.WakeSeen, ProtocolStep.WakeTaken, ProtocolStep.WakeRaised, ProtocolStep.WakeCalled),
        .. Rows("leave", () => new LeavingScene(), ProtocolStep.LeaveFreed, ProtocolStep.LeaveUnlocked),
        .. Rows("observe", () => new ObservingScene(), ProtocolStep.ObserveCopied, ProtocolStep.ObserveChecked, ProtocolStep.ObserveSkipped),
        .. Rows("evict", () => new EvictingScene(), ProtocolStep.EvictLocked, ProtocolStep.EvictFreed, ProtocolStep.EvictUnlocked),
        .. Rows("recover", () => new ResumingScene(), ProtocolStep.RecoverLocked, ProtocolStep.RecoverKeyframeForgotten, ProtocolStep.RecoverStartStored,
            ProtocolStep.RecoverEpochRaised, ProtocolStep.RecoverOpened),
        .. Rows("close", () => new ClosingScene(), ProtocolStep.CloseStored),
        .. Rows("clean-up", () => new RemovingScene(), ProtocolStep.RemoveLocked, ProtocolStep.RemoveClosed, ProtocolStep.RemoveRenamed,
            ProtocolStep.RemoveDataDeleted, ProtocolStep.RemoveControlDeleted),
        .. Rows("many: join", () => new ManyJoiningScene(), ProtocolStep.MultiJoinLocked, ProtocolStep.MultiJoinEntered),
        .. Rows("many: publish", () => new ManyWritingScene(), ProtocolStep.MultiClaimRecorded, ProtocolStep.MultiClaimed, ProtocolStep.MultiFilled, ProtocolStep.MultiStamped,
            ProtocolStep.MultiCursorMoved, ProtocolStep.MultiOwnerCleared),
        .. Rows("many: covered hole", () => new CoveredHoleScene(), ProtocolStep.MultiClaimRecorded),
        .. Rows("many: give up", () => new ManyWritingScene(givesUp: true), ProtocolStep.MultiTombstoneAnnounced, ProtocolStep.MultiTombstoneStored),
        .. Rows("many: close a hole", () => new HoleClosingScene(), ProtocolStep.MultiClaimSeen, ProtocolStep.MultiHoleFound, ProtocolStep.MultiTombstoneAnnounced,
            ProtocolStep.MultiTombstoneStored),
        .. Rows("many: leave", () => new ManyLeavingScene(), ProtocolStep.MultiLeaveFreed, ProtocolStep.MultiLeaveUnlocked),
        .. Rows("many: close", () => new ManyClosingScene(), ProtocolStep.MultiClosed),
    ];

    private static IEnumerable<StepPlan> Rows(string protocol, Func<Scene> scene, params ProtocolStep[] steps) =>
        steps.Select(step => new StepPlan(protocol, StepCode.Of(step), scene));
}
