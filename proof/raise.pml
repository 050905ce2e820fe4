/* Two readers that join at the same time raise the number of entries that the writer looks at: it ends at the higher one. */
#define READERS 2
#define PROCESSES 2
#define RECORDS 1
#define HALVES 1
#define HISTORY 6
#include "ring.pml"

byte joined;

proctype Joiner(byte self) {
    READER_FIELDS;
    RaiseHighWater(self, self + 1);
    joined++;
    assert(joined < 2 || word[HIGH_WATER].at[word[HIGH_WATER].last].value == 2);
    assert(END_IS_NOT_REACHED || joined < 2)
}

init {
    atomic {
        run Joiner(0);
        run Joiner(1)
    }
}
