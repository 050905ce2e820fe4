/* The protocols of a ring for many writers, method by method, as ring.pml has those of a ring for one. A writer's process has the number of
 * its entry.
 *
 * What a writer guesses instead of loading needs no step of its own: a load of claim may return any value from the one on that the writer
 * saw last, that is its own last claim's end, or what a compare-and-swap that failed has found.
 */
#include "ring.pml"

/* SlotStamps. */
#define STAMPED(sequence, n) ((sequence) / CAPACITY * CAPACITY + CAPACITY + (n) - 1)
#define TOMBSTONE(sequence) (128 + (sequence) / CAPACITY * CAPACITY + CAPACITY)
#define COUNT_OF(stamp, sequence) ((stamp) / CAPACITY == (sequence) / CAPACITY + 1 -> (stamp) % CAPACITY + 1 : ((stamp) == TOMBSTONE(sequence) -> 1 : 0))

#define NEWEST(w) (word[w].at[word[w].last].value)
#define CARRIED(w) (word[w].at[word[CURSOR].at[word[CURSOR].last].carries.age[w]].value)
#define IS_ALIVE(writer) (lock[SHARED_LOCK(writer)].holder != 0)
#define NOBODY 255
#define DEAD 255

/* What one process does in one step in a model that is about others: nothing, unless it says atomic. */
#ifndef TOGETHER
#define TOGETHER
#endif

/* Whether a scan loads what it only compares. */
#ifndef CHECKS
#define CHECKS 1
#endif
#ifndef FILLS
#define FILLS 1
#endif

/* Whether a writer of a full ring closes the holes of dead ones. */
#ifndef PUTS_RIGHT
#define PUTS_RIGHT 0
#endif

/* Who claimed a sequence (1 + the writer; DEAD, if that one has gone) and which will never be published. No process looks at them to decide anything. */
byte owner[RECORDS];
bool buried[RECORDS];

#define STAMP_FIELDS \
    byte stand, end, stamp, now, found

#define HOLE_FIELDS \
    byte claimed, seen, writer, recorded, living, lastTombstone

#define MANY_FIELDS \
    byte next, claimEnd, limit, from, count, scanned, slowest, position, entry, entryState, highWater, index; \
    bool isClaimed, isFull, hasScanned; \
    STAMP_FIELDS; HOLE_FIELDS

/* Of a process that is gone, so that it leaves no trace in the states. */
#define FORGET_MANY_FIELDS \
    d_step { \
        next = 0; claimEnd = 0; limit = 0; from = 0; count = 0; scanned = 0; slowest = 0; position = 0; entry = 0; entryState = 0; highWater = 0; index = 0; \
        isClaimed = false; isFull = false; hasScanned = false; \
        stand = 0; end = 0; stamp = 0; now = 0; found = 0; \
        claimed = 0; seen = 0; writer = 0; recorded = 0; living = 0; lastTombstone = 0 \
    }

/* ---- SlotStamps ---- */

/* From the cursor that was seen, in stand; leaves there where it stands. */
inline Advance(p) {
    do
    :: true ->
        EndFrom(p);
        if
        :: end != stand ->
            atomic {
                if
                :: CURSOR_EXCHANGED -> compareExchange(p, CURSOR, end, stand, found)
                :: else -> store(p, CURSOR, end, 1); found = stand
                fi;
                if
                :: found == stand -> AssertSettled(); stand = end
                :: else -> stand = found
                fi;
                found = 0; end = 0
            }
        :: else ->
            end = 0;
            load(p, CURSOR, ADVANCE_AGAIN_ACQUIRE, now);
            if
            :: now == stand -> now = 0; break
            :: else -> stand = now; now = 0
            fi
        fi
    od
}

/* Whoever loads this cursor sees what stands before it: the record, or the tombstone. */
inline AssertSettled() {
    d_step {
        do
        :: stand < end ->
            if
            :: buried[stand] -> assert(CARRIED(STAMP(stand)) == TOMBSTONE(stand) && CARRIED(LAST_TOMBSTONE) > stand)
            :: else -> assert(published[stand] != 0 && (!FILLS || CARRIED(SLOT(stand, 0)) == published[stand]))
            fi;
            stand++
        :: else -> break
        od
    }
}

inline EndFrom(p) {
    end = stand;
    do
    :: end - stand < CAPACITY ->
        load(p, STAMP(end), STAMP_ACQUIRE, stamp);
        if
        :: COUNT_OF(stamp, end) == 0 -> break
        :: else -> end = end + COUNT_OF(stamp, end)
        fi
    :: else -> break
    od;
    stamp = 0
}

/* ---- DeadWriters ---- */

/* CloseAll. me is the caller's own entry, or NOBODY. */
inline CloseAll(p, me) {
    do
    :: true ->
        load(p, CURSOR, HOLE_START_ACQUIRE, stand);
        Advance(p);
        load(p, CLAIM, HOLE_CLAIM_ACQUIRE, claimed);
        if
        :: claimed == stand -> living = NOBODY; break
        :: claimed < stand || claimed > stand + CAPACITY ->
            load(p, CURSOR, HOLE_CHECK_ACQUIRE, now);
            assert(now != stand);
            now = 0
        :: else ->
            reached(MultiClaimSeen)
            load(p, STAMP(stand), HOLE_STAMP_ACQUIRE, seen);
            if
            :: HOLE_LOOKS_AGAIN -> load(p, CURSOR, HOLE_CURSOR_ACQUIRE, now)
            :: else -> now = stand
            fi;
            if
            :: COUNT_OF(seen, stand) != 0 || now != stand -> now = 0
            :: else ->
                now = 0;
                LivingOwner(p, me);
                if
                :: living != NOBODY -> break
                :: else ->
                    reached(MultiHoleFound)
                    RaiseLastTombstone(p, stand + 1);
                    reached(MultiTombstoneAnnounced)
                    atomic {
                        if
                        :: HOLE_EXCHANGED -> compareExchange(p, STAMP(stand), TOMBSTONE(stand), seen, found)
                        :: else -> store(p, STAMP(stand), TOMBSTONE(stand), 1); found = seen
                        fi;
                        if
                        :: found == seen -> Bury(stand); reached(MultiTombstoneStored)
                        :: else
                        fi;
                        found = 0
                    }
                fi
            fi
        fi;
        claimed = 0; seen = 0
    od;
    claimed = 0; seen = 0; stand = 0
}

inline Bury(sequence) {
    assert(published[sequence] == 0 && !buried[sequence]);
    assert(owner[sequence] == DEAD);
    buried[sequence] = true
}

inline LivingOwner(p, me) {
    writer = 0; living = NOBODY;
    do
    :: writer < WRITERS ->
        TOGETHER {
            load(p, FROM(writer), OWNER_FROM_ACQUIRE, recorded);
            if
            :: recorded <= stand ->
                load(p, TO(writer), OWNER_TO_ACQUIRE, recorded);
                if
                :: stand < recorded && (writer == me || IS_ALIVE(writer)) -> recorded = 0; living = writer; break
                :: else
                fi
            :: else
            fi;
            recorded = 0;
            writer++
        }
    :: else -> break
    od;
    writer = 0
}

inline RaiseLastTombstone(p, atLeast) {
    TOGETHER {
        if
        :: TOMBSTONE_ANNOUNCED ->
            do
            :: true ->
                load(p, LAST_TOMBSTONE, RAISE_ACQUIRE, lastTombstone);
                if
                :: lastTombstone >= atLeast -> break
                :: lastTombstone < atLeast && TOMBSTONE_EXCHANGED -> compareExchange(p, LAST_TOMBSTONE, atLeast, lastTombstone, found); found = 0
                :: else -> store(p, LAST_TOMBSTONE, atLeast, 1)
                fi
            od;
            lastTombstone = 0
        :: else
        fi
    }
}

/* ---- MultiWriterRing ---- */

/* Its own try is the first one of TryClaimAnew, but for what a claim left over needs. */
inline TryClaimMany(w) {
    TryClaimAnew(w)
}

inline TryClaimAnew(w) {
    GiveUp(w);
    isClaimed = false; isFull = false; hasScanned = false;
    do
    :: !isClaimed && !isFull ->
        load(w, CLAIM, MANY_CLAIM_ACQUIRE, from);
        assert(from >= claimEnd);
        if
        :: from + count > RECORDS -> isFull = true
        :: from + count <= RECORDS && from + count <= limit -> Take(w)
        :: else ->
            if
            :: !hasScanned -> ScanManyGates(w); hasScanned = true
            :: hasScanned && PUTS_RIGHT -> PutRight(w); ScanManyGates(w)
            :: hasScanned -> isFull = true
            fi
        fi
    :: else -> break
    od;
    hasScanned = false
}

/* But for dead readers, as of a ring for one writer. */
inline PutRight(w) {
    CloseAll(w, w);
    living = 0
}

inline Take(w) {
    if
    :: RECORD_BEFORE_CLAIM -> Record(w)
    :: else
    fi;
    reached(MultiClaimRecorded)
    atomic {
        if
        :: CLAIM_EXCHANGED -> compareExchange(w, CLAIM, from + count, from, found)
        :: else -> store(w, CLAIM, from + count, 1); found = from
        fi;
        if
        :: found == from ->
            reached(MultiClaimed)
            isClaimed = true;
            next = from; claimEnd = from + count;
            Own(w)
        :: else
        fi;
        found = 0
    };
    if
    :: isClaimed && !RECORD_BEFORE_CLAIM -> Record(w)
    :: !isClaimed && RECORD_CLEARED -> store(w, TO(w), 0, UNRECORD_RELEASE)
    :: else
    fi
}

inline Record(w) {
    TOGETHER {
        store(w, FROM(w), from, 0);
        store(w, TO(w), from + count, RECORD_RELEASE)
    }
}

/* Nobody else has them, and they fit. */
inline Own(w) {
    d_step {
        index = 0;
        do
        :: index < count ->
            assert(owner[from + index] == 0 && published[from + index] == 0 && !buried[from + index]);
            owner[from + index] = w + 1;
            index++
        :: else -> break
        od;
        index = 0;
        assert(claimEnd <= NEWEST(CURSOR) + CAPACITY)
    }
}

/* The first n of the claim. */
inline PublishMany(w, n) {
    reached(MultiFilled)
    atomic {
        d_step {
            index = 0;
            do
            :: index < n ->
                assert(owner[next + index] == w + 1 && published[next + index] == 0 && !buried[next + index]);
                published[next + index] = RECORD(w, next + index);
                index++
            :: else -> break
            od;
            index = 0
        };
        store(w, STAMP(next), STAMPED(next, n), STAMP_RELEASE);
        reached(MultiStamped)
        index = next;
        next = next + n
    };
    MoveCursor(w, index);
    ClearRecord(w)
}

/* The compare-and-swap first, as if the own stamps were the next. */
inline MoveCursor(w, first) {
    if
    :: CURSOR_GUESSED ->
        atomic {
            stand = first; end = next;
            compareExchange(w, CURSOR, end, stand, found);
            if
            :: found == stand -> AssertSettled()
            :: else -> stand = found
            fi;
            first = 0; found = 0; end = 0
        }
    :: else -> first = 0; load(w, CURSOR, 1, stand)
    fi;
    Advance(w);
    stand = 0;
    reached(MultiCursorMoved)
}

inline ClearRecord(w) {
    if
    :: next == claimEnd -> store(w, TO(w), 0, CLEAR_RELEASE); reached(MultiOwnerCleared)
    :: else
    fi
}

inline GiveUp(w) {
    if
    :: next < claimEnd ->
        RaiseLastTombstone(w, claimEnd);
        reached(MultiTombstoneAnnounced)
        index = next;
        do
        :: next < claimEnd ->
            atomic {
                assert(owner[next] == w + 1 && published[next] == 0 && !buried[next]);
                buried[next] = true;
                store(w, STAMP(next), TOMBSTONE(next), GIVE_UP_RELEASE);
                next++
            }
        :: else -> break
        od;
        reached(MultiTombstoneStored)
        MoveCursor(w, index);
        ClearRecord(w)
    :: else
    fi
}

/* Enter, behind the writers' common lifeline: in the entry of one that has gone, if that one's last claim is settled. */
inline JoinMany(w) {
    reached(MultiJoinLocked)
    CloseAll(w, NOBODY);
    living = 0;
    tryLock(w, SHARED_LOCK(w), isClaimed);
    if
    :: isClaimed ->
        isClaimed = false;
        IsSettled(w);
        if
        :: hasScanned -> FillEntry(w); load(w, CURSOR, 1, next); claimEnd = next; limit = next
        :: else -> unlock(w, SHARED_LOCK(w))
        fi
    :: else
    fi
}

/* Leaves its answer in hasScanned. */
inline IsSettled(w) {
    load(w, TO(w), SETTLED_TO_ACQUIRE, recorded);
    load(w, CURSOR, SETTLED_CURSOR_ACQUIRE, now);
    hasScanned = recorded <= now || !ENTRY_SETTLED;
    load(w, FROM(w), SETTLED_FROM_ACQUIRE, recorded);
    load(w, CLAIM, SETTLED_CLAIM_ACQUIRE, claimed);
    hasScanned = hasScanned || recorded >= claimed;
    recorded = 0; now = 0; claimed = 0
}

inline FillEntry(w) {
    store(w, TO(w), 0, FILL_RELEASE);
    store(w, FROM(w), 0, 0);
    reached(MultiJoinEntered)
}

inline ScanManyGates(w) {
    TOGETHER {
    load(w, CURSOR, MANY_SCAN_ACQUIRE, scanned);
    fullFence(w, MANY_SCAN_FENCE);
    reached(ScanFenced)
    Slowest(w, scanned);
    if
    :: CHECKS ->
        load(w, CLAIM, MANY_SCAN_CLAIM_ACQUIRE, claimed);
        load(w, CURSOR, MANY_SCAN_NOW_ACQUIRE, now);
        assert(claimed >= scanned && now >= scanned && claimed <= now + CAPACITY)
    :: else
    fi;
    limit = LARGER(limit, slowest + CAPACITY);
    slowest = 0; scanned = 0; claimed = 0; now = 0
    };
    reached(ScanDone)
}

/* The claim's slots. */
inline FillMany(w, n) {
    index = 0;
    do
    :: index < n ->
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

/* ---- What readers do besides ---- */

#define PASS_FIELDS \
    byte clear, behindLast, stamp

/* NextTombstone of WriterHoles, into clear. */
inline NextTombstone(r, from, until) {
    load(r, LAST_TOMBSTONE, LAST_TOMBSTONE_ACQUIRE, behindLast);
    behindLast = SMALLER(until, behindLast);
    clear = from;
    do
    :: clear < behindLast ->
        load(r, STAMP(clear), IS_TOMBSTONE_ACQUIRE, stamp);
        if
        :: stamp == TOMBSTONE(clear) -> break
        :: else -> clear++
        fi
    :: else -> clear = until; break
    od;
    stamp = 0; behindLast = 0
}

inline PassTombstones(r, reader) {
    clear = LARGER(clear, own);
    NextTombstone(r, clear, available);
    if
    :: clear == own && clear < available ->
        do
        :: clear == own && clear < available ->
            assert(buried[own]);
            own++;
            NextTombstone(r, own, available)
        :: else -> break
        od;
        store(r, POSITION(reader), own, PASS_RELEASE);
        reached(ReadReleased)
    :: else
    fi;
    available = clear
}

inline HasMoreOfMany(o) {
    do
    :: own < available ->
        load(o, LAST_TOMBSTONE, MAY_LIE_AHEAD_ACQUIRE, behindLast);
        if
        :: behindLast <= own -> break
        :: else ->
            load(o, STAMP(own), OBSERVE_TOMBSTONE_ACQUIRE, stamp);
            readBarrier(o, OBSERVE_STAMP_BARRIER);
            if
            :: stamp == TOMBSTONE(own) && PASS_CHECKED -> load(o, CLAIM, PASS_CLAIM_ACQUIRE, checked)
            :: stamp == TOMBSTONE(own) && !PASS_CHECKED -> checked = own
            :: else -> checked = own + CAPACITY + 1
            fi;
            if
            :: checked - own > CAPACITY -> available = own + 1; break
            :: else -> assert(buried[own]); own++; lost++
            fi
        fi
    :: else -> break
    od;
    behindLast = 0; stamp = 0; checked = 0
}
