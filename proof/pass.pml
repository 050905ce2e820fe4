/* A writer of a ring for many that publishes some of what it claims and gives the rest up, and a gated reader or (OBSERVED) an observer: each
 * record is seen once, whole and in order, no sequence that nobody published is, and delivered + lost + passed over is exact.
 */
#ifndef OBSERVED
#define OBSERVED 0
#endif
#define WRITERS 1
#define READERS (1 - OBSERVED)
#define PROCESSES 2
#ifndef RECORDS
#define RECORDS 3
#endif
#ifndef HALVES
#define HALVES (1 + OBSERVED)
#endif
#define TOGETHER atomic
#define CHECKS 0
#define HISTORY (2 * RECORDS + 4)
#include "writers.pml"

#define WRITER 0
#define FOLLOWER 1

proctype Writer() {
    MANY_FIELDS;
    do
    :: from < RECORDS && claimEnd < RECORDS ->
        if
        :: count = 1
        :: claimEnd + 2 <= RECORDS -> count = 2
        fi;
        TryClaimMany(WRITER);
        if
        :: isClaimed ->
            FillMany(WRITER, 1);
            if
            :: true -> PublishMany(WRITER, 1)
            :: true
            fi;
            GiveUp(WRITER)
        :: else
        fi
    :: else -> break
    od;
    ends(WRITER)
}

#if OBSERVED
proctype Follower() {
    OBSERVER_FIELDS; PASS_FIELDS;
    do
    :: own < RECORDS ->
        if
        :: own >= available -> LoadCursor(FOLLOWER, own, OBSERVE_CURSOR_ACQUIRE, available, bound); HasMoreOfMany(FOLLOWER)
        :: else
        fi;
        if
        :: own < available ->
            load(FOLLOWER, SLOT(own, 0), 0, gotFirst);
            load(FOLLOWER, SLOT(own, HALVES - 1), 0, gotSecond);
            readBarrier(FOLLOWER, OBSERVE_BARRIER);
            load(FOLLOWER, CLAIM, OBSERVE_CLAIM_ACQUIRE, checked);
            if
            :: checked - own > CAPACITY -> LoadCursor(FOLLOWER, own, OBSERVE_CURSOR_ACQUIRE, available, bound); lost = lost + available - own; own = available
            :: else -> assert(published[own] != 0 && gotFirst == published[own] && gotSecond == published[own]); own++; delivered++
            fi;
            gotFirst = 0; gotSecond = 0; checked = 0
        :: else
        fi;
        assert(delivered + lost == own)
    :: else -> break
    od;
    assert(END_IS_NOT_REACHED)
}
#else
proctype Follower() {
    READER_FIELDS; PASS_FIELDS;
    do
    :: own < RECORDS ->
        Available(FOLLOWER);
        PassTombstones(FOLLOWER, 0);
        if
        :: available > own ->
            batch = available - own;
            handled = own;
            do
            :: handled < available -> assert(published[handled] != 0); handled++
            :: else -> break
            od;
            handled = 0;
            HandleAndRelease(FOLLOWER, 0);
            batch = 0
        :: else
        fi
    :: else -> break
    od;
    assert(END_IS_NOT_REACHED)
}
#endif

init {
    atomic {
#if !OBSERVED
        word[HIGH_WATER].at[0].value = 1;
        word[READER_STATE(0)].at[0].value = ACTIVE;
#endif
        lock[SHARED_LOCK(0)].holder = 1;
        run Writer();
        run Follower()
    }
}
