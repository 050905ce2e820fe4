/* A writer and a gated reader that has joined. The reader gets every record, whole and in order, over several laps. */
#define READERS 1
#define PROCESSES 2
#ifndef RECORDS
#define RECORDS 5
#endif
#define HISTORY (RECORDS + 2)
#include "ring.pml"

#define WRITER 0
#define READER 1

proctype Writer() {
    WRITER_FIELDS;
    do
    :: next < RECORDS ->
        Write(WRITER)
    :: else -> break
    od
}

proctype Reader() {
    READER_FIELDS;
    do
    :: own < RECORDS ->
        Read(READER, 0)
    :: else -> break
    od;
    assert(END_IS_NOT_REACHED)
}

init {
    atomic {
        word[HIGH_WATER].at[0].value = 1;
        word[READER_STATE(0)].at[0].value = ACTIVE;
        run Writer();
        run Reader()
    }
}
