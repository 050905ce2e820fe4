namespace AlphaPulse.LoadTester.Noise;

/// <summary>Why a write or a wake-up took too long. In order of precedence: what comes first takes its part of the time first.</summary>
internal enum OutlierCause
{
    /// <summary>The runtime held the writer's threads for a garbage collection.</summary>
    GcSuspension,

    /// <summary>The whole process stood still while the machine went on: SIGSTOP, a debugger, a frozen control group.</summary>
    Stopped,

    /// <summary>The ring was full: a reader was too slow.</summary>
    RingFull,

    /// <summary>The writer's thread compiled a method.</summary>
    Jit,

    /// <summary>The control group had used up its processor time.</summary>
    Throttled,

    /// <summary>The thread could run and another had the core: it was preempted, or had to wait after its wake-up.</summary>
    RunQueueWait,

    /// <summary>The hypervisor had the core for something else.</summary>
    Steal,

    /// <summary>A loop that does nothing was late on the same core at the same moment, and not for want of a core: interrupts, the hypervisor.</summary>
    Hiccup,

    /// <summary>A page came from a disk.</summary>
    MajorFault,

    /// <summary>A page was mapped: touched for the first time, or taken away meanwhile.</summary>
    MinorFault,

    /// <summary>The thread went on on another core.</summary>
    Migration,

    /// <summary>A sleep ended late, and the thread had not been waiting for a core: timer, interrupt or the core's own wake-up.</summary>
    LateTimer,

    /// <summary>Nothing of what is recorded.</summary>
    Unexplained,
}
