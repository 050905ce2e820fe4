/* A full ring whose gated reader may die at any step or leave, while another one waits to take its entry over. The writer closes
 * the entry of a dead reader only, and the successor, evicted by nobody, gets every record from its start on.
 */
#define READERS 1
#define READERS_DIE
#define PROCESSES 3
#ifndef RECORDS
#define RECORDS 3
#endif
#ifndef HALVES
#define HALVES 1
#endif
#ifndef BATCH
#define BATCH 1
#endif
#define HISTORY (2 * RECORDS + 6)
#include "ring.pml"

#define WRITER 0
#define FIRST 1
#define SECOND 2

bool killed, died;
byte evicted;

proctype Writer() {
    WRITER_FIELDS;
    do
    :: next < RECORDS -> Write(WRITER)
    :: else -> break
    od;
    assert(evicted <= died)
}

/* Of the first one, joined from the start. */
proctype First() {
    READER_FIELDS;
    {
        do
        :: own < RECORDS -> Read(FIRST, 0)
        :: true -> break
        od;
        LeaveAfter(FIRST, 0)
    } unless { killed };
    if
    :: lock[READER_LOCK(0)].holder == FIRST + 1 -> died = true; unlockAll(FIRST)
    :: else
    fi
}

proctype Second() {
    READER_FIELDS;
    do
    :: lock[READER_LOCK(0)].holder == 0 ->
        Join(SECOND, 0);
        if
        :: locked -> break
        :: else
        fi
    od;
    do
    :: own < RECORDS -> Read(SECOND, 0)
    :: else -> break
    od;
    assert(END_IS_NOT_REACHED)
}

init {
    atomic {
        word[HIGH_WATER].at[0].value = 1;
        word[READER_STATE(0)].at[0].value = ACTIVE;
        lock[READER_LOCK(0)].holder = FIRST + 1;
        run Writer();
        run First();
        run Second()
    };
    if
    :: killed = true
    :: true
    fi
}
