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
        .. Rows("join", () => new JoiningScene(), ProtocolStep.JoinLocked, ProtocolStep.JoinMarked, ProtocolStep.JoinPositionStored, ProtocolStep.JoinActive,
            ProtocolStep.JoinFenced, ProtocolStep.JoinStarted),
        .. Rows("read", () => new ReadingScene(), ProtocolStep.ReadAvailable, ProtocolStep.ReadHandled, ProtocolStep.ReadReleased),
        .. Rows("futex wait", () => new ReadingScene(doReadersSleep: true), ProtocolStep.WaitAnnounced, ProtocolStep.WaitFenced, ProtocolStep.WaitLooked, ProtocolStep.WaitWoken),
        .. Rows("futex wake", () => new WritingScene(maxBatch: 7, doReadersSleep: true), ProtocolStep.WakeSeen, ProtocolStep.WakeTaken, ProtocolStep.WakeRaised, ProtocolStep.WakeCalled),
        .. Rows("leave", () => new LeavingScene(), ProtocolStep.LeaveFreed, ProtocolStep.LeaveUnlocked),
        .. Rows("observe", () => new ObservingScene(), ProtocolStep.ObserveCopied, ProtocolStep.ObserveChecked, ProtocolStep.ObserveSkipped),
        .. Rows("evict", () => new EvictingScene(), ProtocolStep.EvictLocked, ProtocolStep.EvictFreed, ProtocolStep.EvictUnlocked),
        .. Rows("recover", () => new ResumingScene(), ProtocolStep.RecoverLocked, ProtocolStep.RecoverEpochRaised, ProtocolStep.RecoverOpened),
        .. Rows("close", () => new ClosingScene(), ProtocolStep.CloseStored),
        .. Rows("clean-up", () => new RemovingScene(), ProtocolStep.RemoveLocked, ProtocolStep.RemoveClosed, ProtocolStep.RemoveRenamed,
            ProtocolStep.RemoveDataDeleted, ProtocolStep.RemoveControlDeleted),
    ];

    /// <summary>Steps without a row, by name, and why. The page says so, too.</summary>
    internal static IReadOnlyDictionary<string, string> NotPlayed { get; } = Reasons(
        ("the ring for many writers is killed at random by tests of its own",
            ["MultiJoinLocked", "MultiJoinEntered", "MultiClaimRecorded", "MultiClaimed", "MultiFilled", "MultiStamped", "MultiCursorMoved", "MultiOwnerCleared",
            "MultiHoleFound", "MultiTombstoneAnnounced", "MultiTombstoneStored", "MultiLeaveFreed", "MultiLeaveUnlocked", "MultiClosed"]),
        ("keyframes and the taking over of a dead reader's place are tested by their own tests",
            ["RecoverKeyframeForgotten", "RecoverStartStored", "KeyframeMarked", "TakeOverLocked", "TakeOverChecked"]));

    private static Dictionary<string, string> Reasons(params (string Reason, string[] Steps)[] groups) =>
        groups.SelectMany(group => group.Steps.Select(step => (step, group.Reason))).ToDictionary(pair => pair.step, pair => pair.Reason, StringComparer.Ordinal);

    private static IEnumerable<StepPlan> Rows(string protocol, Func<Scene> scene, params ProtocolStep[] steps) =>
        steps.Select(step => new StepPlan(protocol, StepCode.Of(step), scene));
}
