/* The ring's words, and its protocols method by method: each inline has the name of the C# method that it stands for, and names
 * the same steps in the same order. What is not about shared words (bounds, exceptions, counters) is left out.
 *
 * Switches: 1 is what the code does, 0 leaves one thing away. proof/runs says what must then become of each model.
 */
#ifndef CAPACITY
#define CAPACITY 2
#endif

/* Words of a record, which become visible one by one. */
#ifndef HALVES
#define HALVES 2
#endif

/* Most records of a claim, and of a reader's batch. */
#ifndef BATCH
#define BATCH 2
#endif

#define CURSOR 0
#define CLAIM 1
#define STATE 2
#define HIGH_WATER 3
#define SLOT(sequence, half) (4 + HALVES * ((sequence) % CAPACITY) + (half))
#define ENTRIES (4 + HALVES * CAPACITY)
#define POSITION(reader) (ENTRIES + ENTRY * (reader))
#define READER_STATE(reader) (ENTRIES + ENTRY * (reader) + 1)
#define GENERATION(reader) (ENTRIES + ENTRY * (reader) + 2)
#define NAME(reader) (ENTRIES + ENTRY * (reader) + 3)
#define JOIN_SEQUENCE(reader) (ENTRIES + ENTRY * (reader) + 4)

/* Words of a reader's entry; the last is only of models of taking one over. */
#ifdef TAKES_OVER
#define ENTRY 5
#else
#define ENTRY 4
#endif
#define NOT_STARTED 255

/* Of a ring for many writers: LastTombstone, the stamps, each writer's record of its claim. */
#ifdef WRITERS
#define LAST_TOMBSTONE (ENTRIES + ENTRY * READERS)
#define STAMP(sequence) (LAST_TOMBSTONE + 1 + (sequence) % CAPACITY)
#define FROM(writer) (LAST_TOMBSTONE + 1 + CAPACITY + 2 * (writer))
#define TO(writer) (LAST_TOMBSTONE + 2 + CAPACITY + 2 * (writer))
#define WORDS (LAST_TOMBSTONE + 1 + CAPACITY + 2 * WRITERS)
#else
#define WORDS (ENTRIES + ENTRY * READERS)
#endif

/* Of models of keyframes and epochs: after a ring's other words. */
#ifdef KEYFRAMES
#define LAST_KEYFRAME (ENTRIES + ENTRY * READERS)
#define EPOCH_START (LAST_KEYFRAME + 1)
#define EPOCH (LAST_KEYFRAME + 2)
#undef WORDS
#define WORDS (LAST_KEYFRAME + 3)
#endif

/* STATE */
#define OPEN 0
#define CLOSED 1

/* READER_STATE */
#define FREE 0
#define JOINING 1
#define ACTIVE 2

/* Locks: the writer's lifeline, then the readers', then those of many writers. */
#define WRITER_LOCK 0
#define READER_LOCK(reader) (1 + (reader))
#define SHARED_LOCK(writer) (1 + READERS + (writer))
#ifdef WRITERS
#define LOCKS (1 + READERS + WRITERS)
#else
#define LOCKS (1 + READERS)
#endif

#include "switches.pml"
#include "memory.pml"

/* What a writer fills the words of a record with: never 0, which is a slot's first value, and different for each writer. */
#define RECORD(w, sequence) (16 * (w) + (sequence) + 1)

/* What was published, and by whom; 0: nothing yet. No process looks at it to decide anything. */
byte published[RECORDS];

#define SMALLER(a, b) ((a) < (b) -> (a) : (b))
#define LARGER(a, b) ((a) > (b) -> (a) : (b))

/* ---- RingFile ---- */

inline LoadCursor(p, least, acquire, cursor, bound) {
    load(p, CURSOR, acquire, cursor);
    load(p, CLAIM, START_CLAIM_ACQUIRE, bound);
    assert(cursor >= least && cursor <= bound);
    bound = 0
}

/* ---- RingWriter ---- */

#define WRITER_FIELDS \
    byte next, claimEnd, limit, claim, gateLimit, count, slowest, position, entry, entryState, highWater, half, index; \
    bool isFull, reclaimed, taken

/* In place of the comparison in TryClaim: every claim that is beyond the limit comes here. */
inline TryClaim(w) {
    isFull = false;
    if
    :: next + count > limit -> TryClaimBeyondLimit(w)
    :: else
    fi
}

inline TryClaimBeyondLimit(w) {
    if
    :: next + count > gateLimit ->
        reached(ScanCursorStored) /* What is stored there is what cursor holds already: no history changes. */
        fullFence(w, SCAN_FENCE);
        reached(ScanFenced);
        ScanGates(w);
        if
        :: next + count > gateLimit ->
            ReclaimDead(w);
            if
            :: reclaimed -> ScanGates(w)
            :: else
            fi
        :: else
        fi
    :: else
    fi;
    isFull = next + count > gateLimit;
    if
    :: !isFull ->
        limit = SMALLER(gateLimit, next + count);
        if
        :: limit > claim ->
            claim = limit;
            if
            :: CLAIM_BEFORE_FILL -> store(w, CLAIM, limit, CLAIM_RELEASE); reached(ClaimStored)
            :: else
            fi
        :: else
        fi;
        writeBarrier(w, CLAIM_BARRIER);
        reached(ClaimReady)
    :: else
    fi
}

inline ScanGates(w) {
    Slowest(w, next);
    gateLimit = slowest + CAPACITY;
    slowest = 0;
    reached(ScanDone)
}

/* ReaderGates. */
inline Slowest(w, cursor) {
    slowest = cursor;
    load(w, HIGH_WATER, HIGH_WATER_ACQUIRE, highWater);
    entry = 0;
    do
    :: entry < highWater ->
        load(w, READER_STATE(entry), SCAN_STATE_ACQUIRE, entryState);
        if
        :: entryState == ACTIVE ->
            load(w, POSITION(entry), SCAN_POSITION_ACQUIRE, position);
            reached(ScanPositionRead);
#ifdef WRITERS
            if
            :: position > cursor -> load(w, CURSOR, SLOWEST_CURSOR_ACQUIRE, now); assert(position <= now); now = 0
            :: else
            fi;
#else
            assert(position <= cursor);
#endif
            slowest = SMALLER(slowest, position)
        :: else
        fi;
        entry++
    :: else -> break
    od;
    entry = 0; entryState = 0; position = 0; highWater = 0
}

#ifdef READERS_DIE
inline ReclaimDead(w) {
    reclaimed = false;
    if
    :: true /* the kernel was asked a moment ago */
    :: true -> CloseDead(w)
    fi
}

/* ReaderGates. */
inline CloseDead(w) {
    entry = 0;
    do
    :: entry < READERS ->
        load(w, READER_STATE(entry), EVICT_STATE_ACQUIRE, entryState);
        if
        :: entryState == ACTIVE ->
            load(w, POSITION(entry), EVICT_POSITION_ACQUIRE, position);
            if
            :: position + CAPACITY < next + count ->
                tryLock(w, READER_LOCK(entry), taken);
                if
                :: !EVICT_UNDER_LOCK && taken -> unlock(w, READER_LOCK(entry)) /* asked, not held */
                :: else
                fi;
                if
                :: taken ->
                    reached(EvictLocked);
                    if
                    :: EVICT_LOOKS_AGAIN -> load(w, READER_STATE(entry), EVICT_AGAIN_ACQUIRE, entryState)
                    :: else
                    fi;
                    if
                    :: entryState == ACTIVE ->
                        store(w, READER_STATE(entry), FREE, EVICT_RELEASE);
                        reached(EvictFreed);
                        evicted++;
                        reclaimed = true
                    :: else
                    fi;
                    if
                    :: EVICT_UNDER_LOCK -> unlock(w, READER_LOCK(entry))
                    :: else
                    fi;
                    reached(EvictUnlocked)
                :: else
                fi
            :: else
            fi
        :: else
        fi;
        entry++
    :: else -> break
    od;
    entry = 0; entryState = 0; position = 0; taken = false
}
#else
inline ReclaimDead(w) { skip }
#endif

/* The claim's slots, whose halves others may see in any order. */
inline Fill(w) {
    index = 0;
    do
    :: index < count ->
        store(w, SLOT(next + index, 0), RECORD(w, next + index), 0);
        if
        :: HALVES > 1 -> store(w, SLOT(next + index, HALVES - 1), RECORD(w, next + index), 0)
        :: else
        fi;
        index++
    :: else -> break
    od;
    index = 0
}

inline Publish(w) {
    atomic {
        index = 0;
        do
        :: index < count -> assert(published[next] == 0); published[next] = RECORD(w, next); next++; index++
        :: else -> break
        od;
        reached(PublishFilled)
        index = 0;
        store(w, CURSOR, next, CURSOR_RELEASE);
        reached(PublishStored)
    }
}

/* One claim of one to two records, filled and published if there was room. */
inline Write(w) {
    if
    :: true -> count = 1
    :: BATCH > 1 && next + 2 <= RECORDS -> count = 2
    fi;
    TryClaim(w);
    if
    :: !isFull -> Fill(w); Publish(w)
    :: else
    fi
}

inline DisposeWriter(w) {
    store(w, STATE, CLOSED, CLOSE_RELEASE);
    reached(CloseStored)
}

#ifdef KEYFRAMES
inline MarkKeyframe(w, firstSequence) {
    store(w, LAST_KEYFRAME, firstSequence + 1, KEYFRAME_RELEASE);
    reached(KeyframeMarked)
}

/* Load of Keyframe: first, or NO_KEYFRAME. */
#define NO_KEYFRAME 255
inline LoadKeyframe(o) {
    load(o, LAST_KEYFRAME, KEYFRAME_ACQUIRE, first);
    LoadCursor(o, 0, OBSERVE_CURSOR_ACQUIRE, available, bound);
    load(o, CLAIM, KEYFRAME_CLAIM_ACQUIRE, checked);
    if
    :: first == 0 -> first = NO_KEYFRAME
    :: else ->
        first--;
        assert(first < available);
        if
        :: checked - first > CAPACITY -> first = NO_KEYFRAME
        :: else
        fi
    fi;
    checked = 0
}
#endif

/* The end of Resume: the writer's lifeline is free, so the one before is gone. */
inline TakeOver(w) {
    if
    :: RECOVER_LOCK -> tryLock(w, WRITER_LOCK, taken)
    :: else -> taken = true
    fi;
    if
    :: taken ->
        reached(RecoverLocked);
        LoadCursor(w, 0, RECOVER_CURSOR_ACQUIRE, next, claim);
        load(w, CLAIM, RECOVER_CLAIM_ACQUIRE, claim);
        assert(claim >= next && claim - next <= CAPACITY);
#ifdef KEYFRAMES
        began = next;
        if
        :: KEYFRAME_FORGOTTEN -> store(w, LAST_KEYFRAME, 0, FORGET_RELEASE)
        :: else
        fi;
#endif
        reached(RecoverKeyframeForgotten)
#ifdef KEYFRAMES
        if
        :: START_BEFORE_EPOCH -> store(w, EPOCH_START, next, EPOCH_START_RELEASE)
        :: else
        fi;
#endif
        reached(RecoverStartStored)
#ifdef KEYFRAMES
        load(w, EPOCH, 0, index);
        index++;
        store(w, EPOCH, index, EPOCH_RELEASE);
        index = 0;
        if
        :: !START_BEFORE_EPOCH -> store(w, EPOCH_START, next, EPOCH_START_RELEASE)
        :: else
        fi;
#endif
        reached(RecoverEpochRaised)
        store(w, STATE, OPEN, REOPEN_RELEASE);
        reached(RecoverOpened);
        claimEnd = next; limit = next; gateLimit = next;
        if
        :: !RECOVER_KEEPS_CLAIM -> claim = next
        :: else
        fi
    :: else
    fi
}

/* ---- GatedReader ---- */

#define READER_FIELDS \
    byte own, available, batch, start, startClaim, generation, seenHighWater, gotFirst, gotSecond, handled, upstream, known, knownGeneration; \
    bool locked

/* Attached and joined under the lock of its entry. */
inline Join(r, reader) {
    tryLock(r, READER_LOCK(reader), locked);
    if
    :: locked -> reached(JoinLocked); Enter(r, reader); Activate(r, reader); own = start; available = start
    :: else
    fi
}

inline Enter(r, reader) {
    if
    :: JOIN_MARKS -> store(r, READER_STATE(reader), JOINING, JOIN_MARK_RELEASE); reached(JoinMarked)
    :: else
    fi;
    load(r, GENERATION(reader), 0, generation);
    generation++;
    if
    :: GENERATION_BEFORE_POSITION -> store(r, GENERATION(reader), generation, GENERATION_RELEASE)
    :: else
    fi;
#ifdef TAKES_OVER
    store(r, NAME(reader), WANTED, 0);
    store(r, JOIN_SEQUENCE(reader), NOT_STARTED, 0);
#else
    store(r, NAME(reader), r, 0);
#endif
    RaiseHighWater(r, reader + 1);
    LoadCursor(r, 0, START_CURSOR_ACQUIRE, start, startClaim);
    store(r, POSITION(reader), start, JOIN_POSITION_RELEASE);
    reached(JoinPositionStored);
    if
    :: !GENERATION_BEFORE_POSITION -> store(r, GENERATION(reader), generation, GENERATION_RELEASE)
    :: else
    fi
}

inline Activate(r, reader) {
    if
    :: ACTIVE_BEFORE_START -> store(r, READER_STATE(reader), ACTIVE, JOIN_ACTIVE_RELEASE); reached(JoinActive)
    :: else
    fi;
    fullFence(r, JOIN_FENCE);
    reached(JoinFenced);
    if
    :: START_AFTER_FENCE -> LoadCursor(r, 0, START_CURSOR_ACQUIRE, start, startClaim)
    :: else
    fi;
#ifdef TAKES_OVER
    atomic { store(r, JOIN_SEQUENCE(reader), start, 0); standing = start };
#endif
    store(r, POSITION(reader), start, JOIN_START_RELEASE);
    reached(JoinStarted);
    if
    :: !ACTIVE_BEFORE_START -> store(r, READER_STATE(reader), ACTIVE, JOIN_ACTIVE_RELEASE)
    :: else
    fi
}

#ifdef TAKES_OVER
/* TakeOver of GatedReader: the place of a dead reader of that name, if it has started. */
inline TakePlace(r, reader) {
    IsEntryOf(r, reader);
    if
    :: isOf && TAKE_OVER_LOCK -> tryLock(r, READER_LOCK(reader), locked)
    :: isOf && !TAKE_OVER_LOCK -> locked = lock[READER_LOCK(reader)].holder == 0
    :: else
    fi;
    if
    :: locked ->
        reached(TakeOverLocked)
        if
        :: TAKE_OVER_LOOKS_AGAIN -> IsEntryOf(r, reader)
        :: else
        fi;
        load(r, JOIN_SEQUENCE(reader), 0, start);
        if
        :: !isOf || (start == NOT_STARTED && TAKE_OVER_STARTED) -> unlock(r, READER_LOCK(reader)); locked = false; start = 0
        :: else ->
            load(r, POSITION(reader), TAKE_OVER_POSITION_ACQUIRE, own);
            own = (TAKE_OVER_LATER && start != NOT_STARTED -> LARGER(own, start) : own);
            start = 0;
            LoadCursor(r, own, START_CURSOR_ACQUIRE, available, startClaim);
            load(r, CLAIM, TAKE_OVER_CLAIM_ACQUIRE, startClaim);
            assert(startClaim <= own + CAPACITY);
            startClaim = 0;
            reached(TakeOverChecked)
            assert(own == standing && !isTaken);
            isTaken = true;
            store(r, POSITION(reader), own, TAKE_OVER_RELEASE);
            available = own
        fi
    :: else
    fi;
    isOf = false
}

inline IsEntryOf(r, reader) {
    load(r, READER_STATE(reader), TAKE_OVER_STATE_ACQUIRE, start);
    isOf = start == ACTIVE;
    load(r, NAME(reader), 0, start);
    isOf = isOf && start == WANTED;
    start = 0
}
#endif

inline RaiseHighWater(r, atLeast) {
    load(r, HIGH_WATER, JOIN_HIGH_WATER_ACQUIRE, seenHighWater);
    do
    :: seenHighWater < atLeast ->
        if
        :: HIGH_WATER_EXCHANGED -> compareExchange(r, HIGH_WATER, atLeast, seenHighWater, start)
        :: else -> store(r, HIGH_WATER, atLeast, 1)
        fi;
        load(r, HIGH_WATER, JOIN_HIGH_WATER_ACQUIRE, seenHighWater)
    :: else -> break
    od;
    seenHighWater = 0
}

/* Position of UpstreamReaders, and AvailableBehindUpstream: a reader that stays behind the one in an entry. */
inline AvailableBehindUpstream(r, reader) {
    load(r, POSITION(reader), UPSTREAM_POSITION_ACQUIRE, upstream);
    load(r, GENERATION(reader), UPSTREAM_GENERATION_ACQUIRE, generation);
    if
    :: generation == knownGeneration || !UPSTREAM_CHECKS_GENERATION -> known = upstream
    :: else
    fi;
    available = (known > own -> known : own);
    upstream = 0; generation = 0;
    assert(available - own <= CAPACITY)
}

/* Find of UpstreamReaders: the generation of the living reader with a name, or 0. */
inline Find(r, reader, name) {
    load(r, GENERATION(reader), FIND_GENERATION_ACQUIRE, generation);
    load(r, READER_STATE(reader), FIND_STATE_ACQUIRE, start);
    load(r, NAME(reader), 0, own);
    load(r, GENERATION(reader), FIND_AGAIN_ACQUIRE, available);
    if
    :: start == ACTIVE && own == name && lock[READER_LOCK(reader)].holder != 0 && (available == generation || !FIND_LOOKS_AGAIN) -> knownGeneration = generation
    :: else
    fi
}

inline Available(r) {
    load(r, CURSOR, CURSOR_ACQUIRE, available);
    assert(available >= own && available - own <= CAPACITY);
    reached(ReadAvailable)
}

/* What a handler does: both halves of each record, in place. */
inline Handle(r) {
    handled = own;
    do
    :: handled < own + batch ->
        load(r, SLOT(handled, 0), 0, gotFirst);
        assert(gotFirst == published[handled]);
        if
        :: HALVES > 1 -> load(r, SLOT(handled, HALVES - 1), 0, gotSecond); assert(gotSecond == published[handled])
        :: else
        fi;
        gotFirst = 0; gotSecond = 0;
        handled++
    :: else -> break
    od;
    handled = 0
}

inline Release(r, reader) {
    own = own + batch;
    reached(ReadHandled);
    store(r, POSITION(reader), own, POSITION_RELEASE);
    reached(ReadReleased)
}

/* LATE: without a release a handler's loads may be done after the store that gives the slots away. */
inline HandleAndRelease(r, reader) {
    if
    :: true -> Handle(r); Release(r, reader)
    :: !POSITION_RELEASE -> Release(r, reader); own = own - batch; Handle(r); own = own + batch
    fi
}

/* One batch of what is available, all of it or one record. */
inline Read(r, reader) {
    Available(r);
    if
    :: available > own ->
        if
        :: BATCH > 1 || available == own + 1 -> batch = available - own
        :: available > own + 1 -> batch = 1
        fi;
        HandleAndRelease(r, reader);
        batch = 0
    :: else
    fi
}

/* Leaves, perhaps in the middle of a batch. LATE: without a release its loads may be done after the entry is free. */
inline LeaveAfter(r, reader) {
    batch = available - own;
    if
    :: true -> Handle(r); DisposeReader(r, reader)
    :: !LEAVE_RELEASE -> DisposeReader(r, reader); Handle(r)
    fi
}

inline DisposeReader(r, reader) {
    store(r, READER_STATE(reader), FREE, LEAVE_RELEASE);
    reached(LeaveFreed);
    unlock(r, READER_LOCK(reader));
    reached(LeaveUnlocked)
}

/* ---- Observer ---- */

#define OBSERVER_FIELDS \
    byte own, available, first, delivered, lost, checked, bound, state, gotFirst, gotSecond; \
    bool ended

inline StartObserving(o) {
    LoadCursor(o, own, OBSERVE_CURSOR_ACQUIRE, available, bound);
    if
    :: true -> own = available
    :: true ->
        load(o, CLAIM, OBSERVE_START_ACQUIRE, checked);
        own = (checked > CAPACITY -> checked - CAPACITY : 0);
        available = own; checked = 0
    fi;
    first = own
}

inline TryRead(o) {
    if
    :: own >= available -> HasMore(o)
    :: else
    fi;
    if
    :: own < available ->
        load(o, SLOT(own, 0), 0, gotFirst);
        load(o, SLOT(own, HALVES - 1), 0, gotSecond);
        reached(ObserveCopied);
        readBarrier(o, OBSERVE_BARRIER);
        load(o, CLAIM, OBSERVE_CLAIM_ACQUIRE, checked);
        reached(ObserveChecked);
        if
        :: checked < own || checked - own > CAPACITY -> SkipOverwritten(o)
        :: else ->
            assert(gotFirst == published[own] && gotSecond == published[own]);
            own++;
            delivered++
        fi;
        gotFirst = 0; gotSecond = 0; checked = 0
    :: else
    fi;
    assert(delivered + lost == own - first)
}

inline HasMore(o) {
    if
    :: STATE_BEFORE_CURSOR -> load(o, STATE, OBSERVE_STATE_ACQUIRE, state); LoadCursor(o, own, OBSERVE_CURSOR_ACQUIRE, available, bound)
    :: else -> LoadCursor(o, own, OBSERVE_CURSOR_ACQUIRE, available, bound); load(o, STATE, OBSERVE_STATE_ACQUIRE, state)
    fi;
    ended = state == CLOSED && own >= available;
    state = 0
}

inline SkipOverwritten(o) {
    LoadCursor(o, own, OBSERVE_CURSOR_ACQUIRE, available, bound);
    assert(checked > own && available > own && checked <= available + CAPACITY);
    if
    :: true -> lost = lost + available - own; own = available
    :: true -> state = SMALLER(available, checked - CAPACITY + CAPACITY / 8); lost = lost + state - own; own = state; state = 0
    fi;
    reached(ObserveSkipped)
}
