/* Shared words as .NET's memory model lets processes see them.
 *
 * Each word keeps all values that were ever stored in it, oldest first. A process keeps, for each word, the oldest value that it
 * may still get (seen): a load returns any value from there on. So a load may be early (old values of one word after new
 * values of another: load-load), a store may be late (others get the old value as long as they like: store-load) and stores may
 * become visible in any order (store-store). Only what is said here takes that freedom away:
 *
 *   one word         never goes back for a process, and has one order for all (coherence)
 *   release store    carries what its process has seen: who loads it with acquire has seen that too      Volatile.Write
 *   acquire load     takes over what the store that it got carries                                       Volatile.Read
 *   write barrier    later plain stores carry what the process has seen up to the barrier                Volatile.WriteBarrier
 *   read barrier     takes over what the stores carry that earlier plain loads got                       Volatile.ReadBarrier
 *   full fence       both, and all full fences have one order: the later one has seen what the earlier   Interlocked.MemoryBarrier
 *                    one had (the only thing that orders a store before a load of another word)
 *   kernel lock      who takes it has seen what the one before had when it gave it back, or died
 *
 * A load done after a later store of its process (load-store) is not part of a history; LATE below is how a model says it.
 * Which access is ordered how, and what is left out: docs/proof.md.
 *
 * Needs WORDS, PROCESSES, LOCKS, HISTORY. Everything is indivisible: one access, one step of the checker.
 */
typedef View { byte age[WORDS] };
typedef Value { byte value; View carries };
typedef Word { byte last; Value at[HISTORY] };
typedef Process { View seen; View heard; View barred };
typedef Lock { byte holder; View left };

Word word[WORDS];
Process process[PROCESSES];
Lock lock[LOCKS];
View fenced;

/* Of one step only; zero between steps. */
byte at, nth;

inline takeOver(to, from) {
    nth = 0;
    do
    :: nth < WORDS ->
        if
        :: from.age[nth] > to.age[nth] -> to.age[nth] = from.age[nth]
        :: else
        fi;
        nth++
    :: else -> break
    od;
    nth = 0
}

inline store(p, w, stored, release) {
    d_step {
        word[w].last++;
        assert(word[w].last < HISTORY);
        at = word[w].last;
        word[w].at[at].value = stored;
        process[p].seen.age[w] = at;
        if
        :: (release) -> takeOver(word[w].at[at].carries, process[p].seen)
        :: else -> takeOver(word[w].at[at].carries, process[p].barred); word[w].at[at].carries.age[w] = at
        fi;
        at = 0
    }
}

inline load(p, w, acquire, loaded) {
    atomic {
        at = process[p].seen.age[w];
        do
        :: at < word[w].last -> at++
        :: break
        od;
        d_step {
            loaded = word[w].at[at].value;
            process[p].seen.age[w] = at;
            if
            :: (acquire) -> takeOver(process[p].seen, word[w].at[at].carries)
            :: else -> takeOver(process[p].heard, word[w].at[at].carries)
            fi;
            at = 0
        }
    }
}

/* Interlocked.CompareExchange: the newest value, indivisibly, with a full fence before and after. */
inline compareExchange(p, w, stored, expected, found) {
    d_step {
        found = word[w].at[word[w].last].value;
        process[p].seen.age[w] = word[w].last;
        takeOver(process[p].seen, word[w].at[word[w].last].carries);
        fence(p);
        if
        :: found == expected ->
            word[w].last++;
            assert(word[w].last < HISTORY);
            word[w].at[word[w].last].value = stored;
            process[p].seen.age[w] = word[w].last;
            fence(p);
            takeOver(word[w].at[word[w].last].carries, process[p].seen)
        :: else
        fi
    }
}

/* Interlocked.Exchange and Increment: as CompareExchange, whatever is there. */
inline exchange(p, w, stored) {
    d_step {
        at = stored;
        process[p].seen.age[w] = word[w].last;
        takeOver(process[p].seen, word[w].at[word[w].last].carries);
        fence(p);
        word[w].last++;
        assert(word[w].last < HISTORY);
        word[w].at[word[w].last].value = at;
        process[p].seen.age[w] = word[w].last;
        fence(p);
        takeOver(word[w].at[word[w].last].carries, process[p].seen);
        at = 0
    }
}

inline fence(p) {
    takeOver(process[p].seen, process[p].heard);
    takeOver(process[p].seen, fenced);
    takeOver(fenced, process[p].seen);
    takeOver(process[p].barred, process[p].seen)
}

inline fullFence(p, present) {
    d_step {
        if
        :: (present) -> fence(p)
        :: else
        fi
    }
}

inline writeBarrier(p, present) {
    d_step {
        if
        :: (present) -> takeOver(process[p].barred, process[p].seen)
        :: else
        fi
    }
}

inline readBarrier(p, present) {
    d_step {
        if
        :: (present) -> takeOver(process[p].seen, process[p].heard)
        :: else
        fi
    }
}

inline tryLock(p, l, taken) {
    d_step {
        if
        :: lock[l].holder == 0 -> lock[l].holder = p + 1; takeOver(process[p].seen, lock[l].left); taken = true
        :: else -> taken = false
        fi
    }
}

inline unlock(p, l) {
    d_step {
        assert(lock[l].holder == p + 1);
        takeOver(lock[l].left, process[p].seen);
        lock[l].holder = 0
    }
}

/* What the kernel does to the locks of a process that is gone. */
inline unlockAll(p) {
    d_step {
        at = 0;
        do
        :: at < LOCKS ->
            if
            :: lock[at].holder == p + 1 -> takeOver(lock[at].left, process[p].seen); lock[at].holder = 0
            :: else
            fi;
            at++
        :: else -> break
        od;
        at = 0
    }
}

/* Names the step of the code that has just been taken (ProtocolStep); a test compares their order with the code's. */
#define reached(step)
