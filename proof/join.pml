/* A writer that is under way and readers that join, read and leave meanwhile: from the record that a reader starts at on, it gets
 * every one, whole and in order, until it leaves.
 */
#ifndef READERS
#define READERS 1
#endif
#define PROCESSES (1 + READERS)
#ifndef RECORDS
#define RECORDS 4
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

proctype Writer() {
    WRITER_FIELDS;
    do
    :: next < RECORDS ->
        Write(WRITER)
    :: else -> break
    od
}

proctype Reader(byte self) {
    READER_FIELDS;
    Join(self, self - 1);
    do
    :: own < RECORDS ->
        Read(self, self - 1)
    :: true -> break
    od;
    assert(END_IS_NOT_REACHED || own < RECORDS);
    LeaveAfter(self, self - 1)
}

init {
    byte reader = 1;
    atomic {
        run Writer();
        do
        :: reader <= READERS -> run Reader(reader); reader++
        :: else -> break
        od;
        reader = 0
    }
}
