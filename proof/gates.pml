/* Writers of a ring for many that are under way, and a reader that joins, reads and leaves meanwhile: from the record that it starts at on, it gets
 * every one, whole and in order, until it leaves.
 */
#ifndef WRITERS
#define WRITERS 1
#endif
#define READERS 1
#define PROCESSES (WRITERS + 1)
#ifndef RECORDS
#define RECORDS 4
#endif
#define HALVES 1
#define BATCH 1
#define HISTORY (2 * RECORDS + 4)
#include "writers.pml"

#define READER WRITERS

proctype Writer(byte self) {
    MANY_FIELDS;
    count = 1;
    do
    :: from < RECORDS && claimEnd < RECORDS ->
        TryClaimMany(self);
        if
        :: isClaimed -> FillMany(self, 1); PublishMany(self, 1)
        :: else
        fi
    :: else -> break
    od;
    ends(self)
}

proctype Reader() {
    READER_FIELDS;
    Join(READER, 0);
    do
    :: own < RECORDS -> Read(READER, 0)
    :: true -> break
    od;
    assert(END_IS_NOT_REACHED || own < RECORDS);
    LeaveAfter(READER, 0);
    ends(READER)
}

init {
    atomic {
        byte writer;
        do
        :: writer < WRITERS -> lock[SHARED_LOCK(writer)].holder = writer + 1; run Writer(writer); writer++
        :: else -> break
        od;
        writer = 0;
        run Reader()
    }
}
