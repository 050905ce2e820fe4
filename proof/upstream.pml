/* A reader that stays behind another one, which may die at any step and whose entry a third one then takes: it never handles
 * a record that the one it named has not released.
 */
#define READERS 2
#define PROCESSES 4
#ifndef RECORDS
#define RECORDS 2
#endif
#ifndef HALVES
#define HALVES 1
#endif
#ifndef BATCH
#define BATCH 1
#endif
#define HISTORY (RECORDS + 4)
#include "ring.pml"

#define WRITER 0
#define BEFORE 1
#define BEHIND 2
#define SUCCESSOR 3

bool killed;
byte releasedBefore;

proctype Writer() {
    WRITER_FIELDS;
    do
    :: next < RECORDS -> Write(WRITER)
    :: else -> break
    od
}

/* The first one; nothing it does after its death counts. */
proctype Before() {
    READER_FIELDS;
    {
        do
        :: own < RECORDS ->
            Available(BEFORE);
            if
            :: available > own ->
                batch = available - own;
                Handle(BEFORE);
                atomic { releasedBefore = own + batch; Release(BEFORE, 0) }
            :: else
            fi
        :: else -> break
        od
    } unless { killed };
    unlockAll(BEFORE)
}

proctype Successor() {
    READER_FIELDS;
    Join(SUCCESSOR, 0)
}

proctype Behind() {
    READER_FIELDS;
    knownGeneration = 1;
    do
    :: own < RECORDS ->
        AvailableBehindUpstream(BEHIND, 0);
        assert(available <= releasedBefore || available == own);
        if
        :: available > own -> batch = available - own; HandleAndRelease(BEHIND, 1)
        :: else
        fi
    :: else -> break
    od;
    assert(END_IS_NOT_REACHED)
}

init {
    atomic {
        word[HIGH_WATER].at[0].value = 2;
        word[READER_STATE(0)].at[0].value = ACTIVE;
        word[GENERATION(0)].at[0].value = 1;
        word[READER_STATE(1)].at[0].value = ACTIVE;
        lock[READER_LOCK(0)].holder = BEFORE + 1;
        lock[READER_LOCK(1)].holder = BEHIND + 1;
        run Writer();
        run Before();
        run Behind()
    };
    if
    :: killed = true; lock[READER_LOCK(0)].holder == 0 -> run Successor()
    :: true
    fi
}
