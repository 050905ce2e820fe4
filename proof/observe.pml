/* A writer that never waits and an observer. What the observer accepts is intact, delivered + lost is exact at every
 * step and reaches all records once it has seen the ring closed, and no order of accesses makes it call the ring corrupted.
 */
#define READERS 0
#define PROCESSES 2
#ifndef RECORDS
#define RECORDS 5
#endif
#define HISTORY (RECORDS + 2)
#include "ring.pml"

#define WRITER 0
#define OBSERVER 1

proctype Writer() {
    WRITER_FIELDS;
    do
    :: next < RECORDS ->
        Write(WRITER)
    :: else -> break
    od;
    DisposeWriter(WRITER)
}

proctype Observing() {
    OBSERVER_FIELDS;
    StartObserving(OBSERVER);
    do
    :: !ended -> TryRead(OBSERVER)
    :: else -> break
    od;
    assert(own == RECORDS);
    assert(END_IS_NOT_REACHED)
}

init {
    atomic {
        run Writer();
        run Observing()
    }
}
