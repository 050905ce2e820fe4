/* Two that announce tombstones of a ring for many writers at the same time: the word ends at the higher one. */
#define WRITERS 2
#define READERS 0
#define PROCESSES 2
#define RECORDS 2
#define HALVES 1
#define HISTORY 6
#include "writers.pml"

byte announced;

proctype Announcer(byte self) {
    STAMP_FIELDS; HOLE_FIELDS;
    RaiseLastTombstone(self, self + 1);
    announced++;
    assert(announced < 2 || NEWEST(LAST_TOMBSTONE) == 2);
    assert(END_IS_NOT_REACHED || announced < 2)
}

init {
    atomic {
        run Announcer(0);
        run Announcer(1)
    }
}
