/* A reader looks for another one by name while the entry of one that died with that name is taken by one with another name:
 * what it finds is never the generation of the one with the other name.
 */
#define READERS 1
#define PROCESSES 2
#define RECORDS 1
#define HALVES 1
#define HISTORY 6
#include "ring.pml"

#define JOINER 0
#define FINDER 1
#define WANTED 7

proctype Joiner() {
    READER_FIELDS;
    Join(JOINER, 0)
}

proctype Finder() {
    READER_FIELDS;
    Find(FINDER, 0, WANTED);
    assert(knownGeneration < 2);
    assert(END_IS_NOT_REACHED || knownGeneration == 0)
}

init {
    atomic {
        word[HIGH_WATER].at[0].value = 1;
        word[READER_STATE(0)].at[0].value = ACTIVE;
        word[GENERATION(0)].at[0].value = 1;
        word[NAME(0)].at[0].value = WANTED;
        run Joiner();
        run Finder()
    }
}
