namespace AlphaPulse.Reliability.Tests.Matrix;

/// <summary>What is done to the process that stands at a step.</summary>
internal enum KillAction
{
    /// <summary>SIGKILL.</summary>
    Kill,

    /// <summary>It stays stopped for a while, then SIGCONT.</summary>
    Pause,

    /// <summary>SIGKILL while another process is stopped, then SIGCONT for that one.</summary>
    KillWhileAnotherIsPaused,
}
