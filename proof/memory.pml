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
 * Needs WORDS, PROCESSES, LOCKS, HISTORY. Everything is indivisible: one access, one step of the checker. What an access does is C, which the
 * checker compiles faster and runs faster than as many loops of its own; "now" is there the state that it looks at.
 */

/* Words that loads of old values matter of: all, unless a model is about others. */
#ifndef STALE
#define STALE(w) 1
#endif

typedef View { byte age[WORDS] };
typedef Value { byte value; View carries };
typedef Word { byte last; Value at[HISTORY] };
typedef Process { View seen; View heard; View barred };
typedef Lock { byte holder; View left };

Word word[WORDS];
Process process[PROCESSES];
Lock lock[LOCKS];
View fenced;

/* What an access is told, and answers; of one step only, zero between steps. */
byte actor, place, at, held;
bool ordered;

c_code {
    #define ACTOR (now.process[now.actor])
    #define PLACE (now.word[now.place])

    static void takeOver(struct View *to, const struct View *from)
    {
        for (int w = 0; w < WORDS; w++)
            if (from->age[w] > to->age[w])
                to->age[w] = from->age[w];
    }

    static void lower(struct View *view, int w, int by) { view->age[w] = view->age[w] > by ? view->age[w] - by : 0; }

    /* Values that no process can get any more are forgotten, and that a process has seen what all have seen: states that differ in
     * nothing that can still be told are one.
     */
    static void forget(int w)
    {
        int by = 255, p, v, k;
        for (p = 0; p < PROCESSES; p++) {
            if (now.process[p].heard.age[w] <= now.process[p].seen.age[w])
                now.process[p].heard.age[w] = 0;
            if (now.process[p].seen.age[w] < by)
                by = now.process[p].seen.age[w];
        }
        if (!STALE(w))
            by = now.word[w].last;
        if (by == 0)
            return;
        now.word[w].last -= by;
        memmove(&now.word[w].at[0], &now.word[w].at[by], (HISTORY - by) * sizeof now.word[w].at[0]);
        memset(&now.word[w].at[HISTORY - by], 0, by * sizeof now.word[w].at[0]);
        for (p = 0; p < PROCESSES; p++) {
            lower(&now.process[p].seen, w, by);
            lower(&now.process[p].heard, w, by);
            lower(&now.process[p].barred, w, by);
        }
        for (v = 0; v < WORDS; v++)
            for (k = 0; k <= now.word[v].last; k++)
                lower(&now.word[v].at[k].carries, w, by);
        for (k = 0; k < LOCKS; k++)
            lower(&now.lock[k].left, w, by);
        lower(&now.fenced, w, by);
    }

    static void forgetAll(void)
    {
        for (int w = 0; w < WORDS; w++)
            forget(w);
        now.actor = now.place = now.at = now.ordered = 0;
    }

    static void fenceActor(void)
    {
        takeOver(&ACTOR.seen, &ACTOR.heard);
        takeOver(&ACTOR.seen, &now.fenced);
        takeOver(&now.fenced, &ACTOR.seen);
        takeOver(&ACTOR.barred, &ACTOR.seen);
    }

    static void append(void)
    {
        PLACE.at[++PLACE.last].value = now.held;
        ACTOR.seen.age[now.place] = PLACE.last;
    }

    static void doStore(void)
    {
        append();
        takeOver(&PLACE.at[PLACE.last].carries, now.ordered ? &ACTOR.seen : &ACTOR.barred);
        PLACE.at[PLACE.last].carries.age[now.place] = PLACE.last;
        now.held = 0;
        forgetAll();
    }

    static void doLoad(void)
    {
        now.held = PLACE.at[now.at].value;
        ACTOR.seen.age[now.place] = now.at;
        takeOver(now.ordered ? &ACTOR.seen : &ACTOR.heard, &PLACE.at[now.at].carries);
        forgetAll();
    }

    /* The newest value, indivisibly, with a full fence before and after; at is what is expected if ordered. */
    static void doExchange(void)
    {
        int found = PLACE.at[PLACE.last].value;
        ACTOR.seen.age[now.place] = PLACE.last;
        takeOver(&ACTOR.seen, &PLACE.at[PLACE.last].carries);
        fenceActor();
        if (!now.ordered || found == now.at) {
            append();
            fenceActor();
            takeOver(&PLACE.at[PLACE.last].carries, &ACTOR.seen);
        }
        now.held = found;
        forgetAll();
    }

    static void doFence(void)
    {
        fenceActor();
        forgetAll();
    }
}

inline store(p, w, stored, release) {
    d_step {
        held = stored;
        assert(word[w].last + 1 < HISTORY);
        actor = p; place = w; ordered = release;
        c_code { doStore(); }
    }
}

inline load(p, w, acquire, loaded) {
    atomic {
        at = (STALE(w) -> process[p].seen.age[w] : word[w].last);
        do
        :: at < word[w].last -> at++
        :: break
        od;
        actor = p;
        d_step {
            place = w; ordered = acquire;
            c_code { doLoad(); };
            loaded = held; held = 0
        }
    }
}

/* Interlocked.CompareExchange. */
inline compareExchange(p, w, stored, expected, found) {
    d_step {
        held = stored;
        at = expected;
        assert(word[w].last + 1 < HISTORY);
        actor = p; place = w; ordered = true;
        c_code { doExchange(); };
        found = held; held = 0
    }
}

/* Interlocked.Exchange and Increment: as CompareExchange, whatever is there. */
inline exchange(p, w, stored) {
    d_step {
        held = stored;
        assert(word[w].last + 1 < HISTORY);
        actor = p; place = w; ordered = false;
        c_code { doExchange(); };
        held = 0
    }
}

inline fence(p) {
    actor = p;
    c_code { doFence(); }
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
        :: (present) -> actor = p; c_code { takeOver(&ACTOR.barred, &ACTOR.seen); forgetAll(); }
        :: else
        fi
    }
}

inline readBarrier(p, present) {
    d_step {
        if
        :: (present) -> actor = p; c_code { takeOver(&ACTOR.seen, &ACTOR.heard); forgetAll(); }
        :: else
        fi
    }
}

inline tryLock(p, l, taken) {
    d_step {
        if
        :: lock[l].holder == 0 ->
            lock[l].holder = p + 1;
            taken = true;
            actor = p; place = l;
            c_code { takeOver(&ACTOR.seen, &now.lock[now.place].left); forgetAll(); }
        :: else -> taken = false
        fi
    }
}

inline unlock(p, l) {
    d_step {
        assert(lock[l].holder == p + 1);
        lock[l].holder = 0;
        actor = p; place = l;
        c_code { takeOver(&now.lock[now.place].left, &ACTOR.seen); forgetAll(); }
    }
}

/* What the kernel does to the locks of a process that is gone. */
inline unlockAll(p) {
    d_step {
        actor = p;
        c_code {
            for (int l = 0; l < LOCKS; l++)
                if (now.lock[l].holder == now.actor + 1) {
                    takeOver(&now.lock[l].left, &ACTOR.seen);
                    now.lock[l].holder = 0;
                }
            forgetAll();
        }
    }
}

/* A process that loads nothing more: it keeps no old value. */
inline ends(p) {
    d_step {
        actor = p;
        c_code {
            for (int w = 0; w < WORDS; w++)
                ACTOR.seen.age[w] = now.word[w].last;
            memset(&ACTOR.heard, 0, sizeof ACTOR.heard);
            memset(&ACTOR.barred, 0, sizeof ACTOR.barred);
            forgetAll();
        }
    }
}

/* However late a value becomes visible, it does: the process gets the newest from here on. */
#define catchesUp(p) ends(p)

/* Names the step of the code that has just been taken (ProtocolStep); a test compares their order with the code's. */
#define reached(step)
