namespace AlphaPulse.RingBuffer.Steps;

/// <summary>
/// The named steps of the ring's protocols, in the order in which a protocol takes them. A participant may be stopped or killed at
/// any of them; the kill matrix does so, and the models of the protocols carry the same names. A step names what has just been done.
/// </summary>
internal enum ProtocolStep
{
    // A ring appears (RingFile.Create).
    CreateDirectoryMade,
    CreateControlMapped,
    CreateWriterLocked,
    CreateDataMapped,
    CreateHeaderStored,
    CreateControlMagicStored,
    CreateMagicStored,
    CreateRenamed,

    // A participant opens a ring (RingFile.Attach).
    AttachDataMapped,
    AttachDataValidated,
    AttachControlMapped,
    AttachDone,

    // The writer looks how far the gated readers are (RingWriter).
    ScanCursorStored,
    ScanFenced,
    ScanPositionRead,
    ScanDone,

    // The writer takes slots (RingWriter).
    ClaimStored,
    ClaimReady,

    // The writer makes records visible, one or several at once (RingWriter).
    PublishFilled,
    PublishStored,

    // The writer closes the entry of a reader that died (RingWriter).
    EvictLocked,
    EvictFreed,
    EvictUnlocked,

    // A new writer goes on where one stopped or died (RingWriter).
    RecoverLocked,
    RecoverKeyframeForgotten,
    RecoverStartStored,
    RecoverEpochRaised,
    RecoverOpened,

    // The writer says where a complete snapshot begins (RingWriter).
    KeyframeMarked,

    // The writer ends (RingWriter).
    CloseStored,

    // A gated reader joins (GatedReader).
    JoinLocked,
    JoinMarked,
    JoinPositionStored,
    JoinActive,
    JoinFenced,
    JoinStarted,

    // A gated reader goes on in the place of a dead one (GatedReader).
    TakeOverLocked,
    TakeOverChecked,

    // A gated reader handles a batch (GatedReader).
    ReadAvailable,
    ReadHandled,
    ReadReleased,

    // A gated reader leaves (GatedReader).
    LeaveFreed,
    LeaveUnlocked,

    // A reader's thread goes to sleep until a ring has something new (RingWaiter). Asleep is where the kernel has it between the last two.
    WaitAnnounced,
    WaitFenced,
    WaitLooked,
    WaitWoken,

    // Whoever has something new wakes those that sleep (RingWake).
    WakeSeen,
    WakeTaken,
    WakeRaised,
    WakeCalled,

    // An observer copies a record (Observer).
    ObserveCopied,
    ObserveChecked,
    ObserveSkipped,

    // Somebody removes a ring that nobody uses (RingFile.Remove).
    RemoveLocked,
    RemoveClosed,
    RemoveRenamed,
    RemoveDataDeleted,
    RemoveControlDeleted,

    // A writer of many joins (MultiWriterRing).
    MultiJoinLocked,
    MultiJoinEntered,

    // It takes slots and publishes them (MultiWriterRing).
    MultiClaimRecorded,
    MultiClaimed,
    MultiFilled,
    MultiStamped,
    MultiCursorMoved,
    MultiOwnerCleared,

    // What a writer gave up, or a dead one left, becomes tombstones (MultiWriterRing, DeadWriters).
    MultiClaimSeen,
    MultiHoleFound,
    MultiTombstoneAnnounced,
    MultiTombstoneStored,

    // It leaves; the last one closes the ring (MultiWriterRing).
    MultiLeaveFreed,
    MultiLeaveUnlocked,
    MultiClosed,
}
