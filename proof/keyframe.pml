/* A writer that publishes snapshots of two records, marks them and dies at any step, and the one that takes over and does the same. Who asks after
 * it saw an epoch gets a mark of that epoch or a later one, never a forgotten one; the snapshot that was marked is published whole, and what is
 * copied from there on is intact; and the start of an epoch is never that of an earlier one.
 */
#define READERS 0
#define KEYFRAMES
#define PROCESSES 3
#ifndef RECORDS
#define RECORDS 3
#endif
#define HALVES 1
#define BATCH 1
#define SNAPSHOT 2
#define HISTORY (2 * RECORDS + 2)

/* Cursor at which the present writer went on. */
byte began;
#include "ring.pml"

#define FIRST 0
#define SECOND 1
#define FOLLOWER 2

bool killed;
proctype Writer(byte self) {
    WRITER_FIELDS;
    {
        TakeOver(self);
        count = 1;
        do
        :: next < RECORDS ->
            TryClaim(self);
            Fill(self);
            Publish(self);
            if
            :: next - began >= SNAPSHOT -> MarkKeyframe(self, next - SNAPSHOT)
            :: true
            fi
        :: else -> break
        od
    } unless { killed && self == FIRST };
    atomic {
        next = 0; limit = 0; claim = 0; gateLimit = 0; count = 0; slowest = 0; index = 0; highWater = 0; isFull = false; taken = false;
        ends(self);
        unlockAll(self)
    }
}

/* As an observer that starts at a keyframe, and as a reader that notices the epoch. */
proctype Follower() {
    OBSERVER_FIELDS;
    byte epoch, epochStart, copied;
    if
    :: EPOCH_FIRST -> load(FOLLOWER, EPOCH, EPOCH_ACQUIRE, epoch); load(FOLLOWER, EPOCH_START, EPOCH_START_ACQUIRE, epochStart)
    :: else -> load(FOLLOWER, EPOCH_START, EPOCH_START_ACQUIRE, epochStart); load(FOLLOWER, EPOCH, EPOCH_ACQUIRE, epoch)
    fi;
    assert(epoch < 2 || epochStart == began);
    LoadKeyframe(FOLLOWER);
    if
    :: first != NO_KEYFRAME ->
        assert(epoch < 2 || first >= began);
        assert(first + SNAPSHOT <= available);
        own = first; first = 0; delivered = 0;
        do
        :: copied < SNAPSHOT && own < available ->
            load(FOLLOWER, SLOT(own, 0), 0, gotFirst);
            readBarrier(FOLLOWER, OBSERVE_BARRIER);
            load(FOLLOWER, CLAIM, OBSERVE_CLAIM_ACQUIRE, checked);
            if
            :: checked - own > CAPACITY -> break
            :: else -> assert(gotFirst == published[own])
            fi;
            own++; copied++;
            gotFirst = 0; checked = 0
        :: else -> break
        od;
        assert(END_IS_NOT_REACHED || epoch < 2 || copied < SNAPSHOT)
    :: else
    fi
}

init {
    atomic {
        run Writer(FIRST);
        run Follower()
    };
    killed = true;
    lock[WRITER_LOCK].holder == 0 -> run Writer(SECOND)
}
