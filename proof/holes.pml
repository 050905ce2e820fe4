/* Two writers of a ring for many, of which one may die at any step, and another process or two, which close holes meanwhile. No living writer is
 * robbed, no published record buried; and once both writers are done or dead, whoever looks closes all that is left.
 */
#ifndef WRITERS
#define WRITERS 2
#endif
#define READERS 0
#ifndef CLOSERS
#define CLOSERS 1
#endif
#define PROCESSES (WRITERS + CLOSERS)
#define FILLS 0
#define CHECKS 0

/* Whether the mortal one has claimed the first sequence when the others come. */
#ifndef HELD
#define HELD 0
#endif

/* Whether another writer then takes the mortal one's entry, and claims and publishes once. */
#ifndef REJOINS
#define REJOINS 0
#endif
#ifndef RECORDS
#define RECORDS (1 + HELD)
#endif
#define HALVES 1
#if WRITERS > 1
#define TOGETHER atomic
#define STALE(w) ((w) == CURSOR || (w) == CLAIM || (w) == STAMP(0) || (w) == STAMP(1))
#endif
#define HISTORY (2 * RECORDS + 8)
#include "writers.pml"

#define MORTAL 0

/* Dead or done: a writer that has left is to the others as one that died. */
bool killed;
bool ended[WRITERS];

inline LeaveToTheDead(w) {
    do
    :: index < RECORDS ->
        if
        :: owner[index] == w + 1 -> owner[index] = DEAD
        :: else
        fi;
        index++
    :: else -> index = 0; break
    od
}

proctype Writer(byte self) {
    MANY_FIELDS;
    limit = CAPACITY;
    {
        if
        :: HELD && self == MORTAL -> claimEnd = 1; PublishMany(self, 1)
        :: else
        fi;
        do
        :: from < RECORDS && (self != MORTAL || WRITERS == 1 || claimEnd == 0) ->
            if
            :: count = 1
            :: from + 2 <= RECORDS -> count = 2
            fi;
            TryClaimMany(self);
            if
            :: isClaimed -> PublishMany(self, count)
            :: else
            fi
        :: else -> break
        od;
        killed = killed || self == MORTAL
    } unless { killed && self == MORTAL };
    atomic {
        FORGET_MANY_FIELDS;
        ends(self);
        if
        :: self == MORTAL -> unlockAll(self); LeaveToTheDead(self)
        :: else
        fi;
        ended[self] = !(REJOINS && self == MORTAL)
    };
#if REJOINS
    if
    :: self == MORTAL ->
        JoinMany(self);
        if
        :: hasScanned ->
            hasScanned = false;
            count = 1;
            TryClaimMany(self);
            if
            :: isClaimed -> PublishMany(self, 1)
            :: else
            fi
        :: else
        fi;
        atomic { FORGET_MANY_FIELDS; ends(self); ended[self] = true }
    :: else
    fi
#endif
}

proctype Closer(byte self) {
    STAMP_FIELDS; HOLE_FIELDS;
    CloseAll(self, NOBODY);
    living = 0;
    ended[MORTAL] && ended[WRITERS - 1];
    catchesUp(self);
    CloseAll(self, NOBODY);
    assert(living == NOBODY && NEWEST(CURSOR) == NEWEST(CLAIM));
    assert(END_IS_NOT_REACHED)
}

init {
    atomic {
        byte started;
        do
        :: started < WRITERS -> lock[SHARED_LOCK(started)].holder = started + 1; run Writer(started); started++
        :: else -> break
        od;
        started = 0;
        if
        :: HELD -> word[CLAIM].at[0].value = 1; word[TO(MORTAL)].at[0].value = 1; owner[0] = MORTAL + 1
        :: else
        fi;
        do
        :: started < CLOSERS -> run Closer(WRITERS + started); started++
        :: else -> break
        od;
        started = 0
    };
    killed = true
}
