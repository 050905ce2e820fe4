/* A gated reader that joins, reads and dies at any step, and two that would take its place, or (PLAIN) one that would and one that joins plainly, in
 * any entry that it can lock; the writer, whose ring gets full, may close the dead one's entry at any moment. One at most takes the place, where the
 * dead one's last release left it; nothing from there on is missed or overwritten.
 */
#define READERS 1
#define READERS_DIE
#define TAKES_OVER
#define WANTED 7
#ifndef SUCCESSORS
#define SUCCESSORS 1
#endif
#ifndef PLAIN
#define PLAIN 0
#endif
#define PROCESSES (2 + SUCCESSORS + PLAIN)
#ifndef RECORDS
#define RECORDS 3
#endif
#define HALVES 1
#define BATCH 1
#define HISTORY (2 * RECORDS + 8)

/* Where the present owner of the entry stands; isTaken: it is a successor. */
byte standing, evicted;
bool isTaken, killed;
#include "ring.pml"

#define WRITER 0
#define FIRST 1

proctype Writer() {
    WRITER_FIELDS;
    do
    :: next < RECORDS -> Write(WRITER)
    :: else -> break
    od;
    ends(WRITER)
}

proctype First() {
    READER_FIELDS;
    {
        Join(FIRST, 0);
        do
        :: own < RECORDS ->
            Available(FIRST);
            if
            :: available > own -> batch = 1; Handle(FIRST); atomic { Release(FIRST, 0); standing = own }; batch = 0
            :: else
            fi
        :: else -> break
        od;
        false
    } unless { killed };
    atomic {
        own = 0; available = 0; batch = 0; start = 0; startClaim = 0; generation = 0; seenHighWater = 0; gotFirst = 0; handled = 0; locked = false;
        ends(FIRST);
        unlockAll(FIRST)
    }
}

proctype Successor(byte self) {
    READER_FIELDS;
    bool isOf;
    killed && lock[READER_LOCK(0)].holder != FIRST + 1;
    TakePlace(self, 0);
    if
    :: locked ->
        do
        :: own < RECORDS -> Read(self, 0)
        :: else -> break
        od;
        assert(END_IS_NOT_REACHED)
    :: else
    fi;
    ends(self)
}

/* Another name; it stays, reads nothing and lets the writer wait. */
proctype Plain(byte self) {
    READER_FIELDS;
    killed && lock[READER_LOCK(0)].holder != FIRST + 1;
    tryLock(self, READER_LOCK(0), locked);
    if
    :: locked ->
        store(self, READER_STATE(0), JOINING, 1);
        store(self, NAME(0), self, 0);
        store(self, READER_STATE(0), ACTIVE, 1);
        store(self, READER_STATE(0), FREE, 1);
        unlock(self, READER_LOCK(0))
    :: else
    fi;
    ends(self)
}

init {
    atomic {
        byte self = 2;
        run Writer();
        run First();
        do
        :: self < 2 + SUCCESSORS -> run Successor(self); self++
        :: self >= 2 + SUCCESSORS && self < PROCESSES -> run Plain(self); self++
        :: else -> break
        od;
        self = 0
    };
    killed = true
}
