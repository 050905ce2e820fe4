/* A writer that dies at any step and the one that takes over, seen by a gated reader or (OBSERVED) by an observer: nothing
 * unpublished is seen, nothing published is lost or published twice, and the observer accepts no slot that the dead one was filling.
 */
#ifndef OBSERVED
#define OBSERVED 0
#endif
#define READERS (1 - OBSERVED)
#define PROCESSES 3
#ifndef RECORDS
#define RECORDS 3
#endif
#ifndef BATCH
#define BATCH (1 + OBSERVED)
#endif
#ifndef HALVES
#define HALVES (1 + OBSERVED)
#endif
#define HISTORY (2 * RECORDS + 2)
#include "ring.pml"

#define FIRST 0
#define SECOND 1
#define FOLLOWER 2

bool killed;

proctype Writer(byte self) {
    WRITER_FIELDS;
    {
        TakeOver(self);
        do
        :: next < RECORDS -> Write(self)
        :: else -> break
        od;
        DisposeWriter(self)
    } unless { killed && self == FIRST };
    unlockAll(self)
}

#if OBSERVED
proctype Follower() {
    OBSERVER_FIELDS;
    StartObserving(FOLLOWER);
    do
    :: !ended -> TryRead(FOLLOWER)
    :: else -> break
    od;
    assert(own == RECORDS);
    assert(END_IS_NOT_REACHED)
}
#else
proctype Follower() {
    READER_FIELDS;
    do
    :: own < RECORDS -> Read(FOLLOWER, 0)
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
        run Writer(FIRST);
        run Follower()
    };
    if
    :: lock[WRITER_LOCK].holder == FIRST + 1 -> killed = true; lock[WRITER_LOCK].holder == 0 -> run Writer(SECOND)
    :: !RECOVER_LOCK -> run Writer(SECOND)
    :: true
    fi
}
