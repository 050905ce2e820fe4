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

proctype Reader(byte self) {
    READER_FIELDS;
    {
        do
        :: Join(self, 0);
            if
            :: locked -> break
            :: else
            fi
        od;
        do
        :: own < RECORDS -> Read(self, 0)
        :: true -> break
        od;
        assert(END_IS_NOT_REACHED || self == FIRST || own < RECORDS);
        LeaveAfter(self, 0)
    } unless { killed && self == FIRST };
    if
    :: lock[READER_LOCK(0)].holder == self + 1 -> died = true; unlockAll(self)
    :: else
    fi
}

init {
    atomic {
        run Writer();
        run Reader(FIRST)
    };
    if
    :: lock[READER_LOCK(0)].holder == FIRST + 1 -> atomic { killed = true; run Reader(SECOND) }
    :: lock[READER_LOCK(0)].holder == FIRST + 1 -> run Reader(SECOND)
    fi
}
