/* A writer that publishes and readers that sleep until it has: no wake is missed. There is no bound of a sleep here, so a missed one
 * is a reader that never goes on, which the checker reports as an invalid end state.
 */
#ifndef READERS
#define READERS 1
#endif
#define PROCESSES (1 + READERS)
#ifndef RECORDS
#define RECORDS 2
#endif
#define HISTORY 12
#define LOCKS 1
#define CURSOR 0
#define WAKE_WORD 1
#define SLEEPERS 2
#define WORDS 3
#include "switches.pml"
#include "memory.pml"

#define WRITER 0

bool asleep[PROCESSES];

/* Of one step only; zero between steps. */
byte each;

/* Each access of every process is before the fence or after it. */
inline FenceAll(p) {
    d_step {
        if
        :: WAIT_FENCE ->
            do
            :: each < PROCESSES -> fence(each); each++
            :: else -> break
            od;
            each = 0;
            do
            :: each < PROCESSES -> fence(each); each++
            :: else -> break
            od;
            each = 0
        :: else
        fi
    }
}

inline Call(p) {
    reached(WakeSeen)
    if
    :: WAKE_TAKES_FIRST ->
        exchange(p, SLEEPERS, 0);
        reached(WakeTaken)
        exchange(p, WAKE_WORD, word[WAKE_WORD].at[word[WAKE_WORD].last].value + WAKE_RAISES);
        reached(WakeRaised)
    :: else ->
        exchange(p, WAKE_WORD, word[WAKE_WORD].at[word[WAKE_WORD].last].value + WAKE_RAISES);
        exchange(p, SLEEPERS, 0)
    fi;
    d_step {
        do
        :: each < PROCESSES -> asleep[each] = false; each++
        :: else -> break
        od;
        each = 0
    };
    reached(WakeCalled)
}

inline Announce(r) {
    if
    :: WORD_BEFORE_FLAG -> load(r, WAKE_WORD, WAIT_WORD_ACQUIRE, seenWord)
    :: else
    fi;
    load(r, SLEEPERS, WAIT_FLAG_ACQUIRE, flag);
    if
    :: announced && seenWord == value && flag != 0
    :: else ->
        value = seenWord;
        store(r, SLEEPERS, 1, WAIT_FLAG_RELEASE);
        isNew = true
    fi;
    if
    :: !WORD_BEFORE_FLAG -> load(r, WAKE_WORD, WAIT_WORD_ACQUIRE, value)
    :: else
    fi;
    seenWord = 0; flag = 0;
    reached(WaitAnnounced)
    if
    :: isNew || !announced -> FenceAll(r)
    :: else
    fi;
    isNew = false;
    announced = true;
    reached(WaitFenced)
}

/* The kernel compares the word and puts the thread to sleep at once. */
inline Sleep(r) {
    reached(WaitLooked)
    atomic {
        if
        :: word[WAKE_WORD].at[word[WAKE_WORD].last].value == value -> asleep[r] = true
        :: else
        fi
    };
    !asleep[r];
    reached(WaitWoken)
}

proctype Writer() {
    byte next, sleepers;
    do
    :: next < RECORDS ->
        next++;
        store(WRITER, CURSOR, next, 1);
        load(WRITER, SLEEPERS, WAKE_FLAG_ACQUIRE, sleepers);
        if
        :: sleepers != 0 -> Call(WRITER)
        :: else
        fi;
        sleepers = 0
    :: else -> break
    od
}

proctype Reader(byte self) {
    byte own, available, value, seenWord, flag;
    bool announced, isNew, isReady;
    do
    :: own < RECORDS ->
        if
        :: !isReady || WAIT_LOOKS_AGAIN -> load(self, CURSOR, 1, available)
        :: else
        fi;
        if
        :: available > own -> own = available; isReady = false
        :: available <= own && !isReady -> Announce(self); isReady = true
        :: else -> Sleep(self); isReady = false
        fi
    :: else -> break
    od;
    assert(END_IS_NOT_REACHED)
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
