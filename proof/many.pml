/* Two writers of a ring for many. No sequence is owned twice, no slot claimed that is not free; whoever sees the cursor sees the records
 * before it; and when the writers are done the cursor stands behind all that they stamped.
 */
#define WRITERS 2
#define READERS 0
#define PROCESSES 2
#ifndef RECORDS
#define RECORDS 3
#endif
#ifndef HALVES
#define HALVES 1
#endif
#define HISTORY (2 * RECORDS + 4)
#include "writers.pml"

byte finished;

proctype Writer(byte self) {
    MANY_FIELDS;
    do
    :: from < RECORDS ->
        if
        :: count = 1
        :: from + 2 <= RECORDS -> count = 2
        fi;
        TryClaimMany(self);
        if
        :: isClaimed -> FillMany(self, count); PublishMany(self, count)
        :: else
        fi
    :: else -> break
    od;
    atomic {
        finished++;
        assert(finished < WRITERS || NEWEST(CURSOR) == RECORDS);
        assert(END_IS_NOT_REACHED || finished < WRITERS);
        ends(self)
    }
}

init {
    atomic {
        lock[SHARED_LOCK(0)].holder = 1;
        lock[SHARED_LOCK(1)].holder = 2;
        run Writer(0);
        run Writer(1)
    }
}
