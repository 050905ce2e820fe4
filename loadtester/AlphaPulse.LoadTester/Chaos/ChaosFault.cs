namespace AlphaPulse.LoadTester.Chaos;

/// <summary>What is done to a run on purpose.</summary>
internal enum ChaosFault
{
    /// <summary>kill -9 of feedsim; another one goes on with its rings.</summary>
    WriterKill,

    /// <summary>SIGSTOP of feedsim for a while: late, not dead.</summary>
    WriterStop,

    /// <summary>A handler of feedengine throws once.</summary>
    StageFault,

    /// <summary>kill -9 of feedengine; another one goes on at its readers' places.</summary>
    EngineKill,

    /// <summary>SIGSTOP of feedengine for a while.</summary>
    EngineStop,

    /// <summary>The thread that samples the run dies.</summary>
    SamplerKill,

    /// <summary>The disk of the sample log is full for a while.</summary>
    DiskFull,

    /// <summary>A ring's cursor is overwritten while its writer is paused.</summary>
    CorruptCursor,
}
