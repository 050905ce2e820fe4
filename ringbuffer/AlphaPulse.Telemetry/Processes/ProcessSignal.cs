namespace AlphaPulse.Telemetry.Processes;

/// <summary>Signals to other processes of the same user. Numbers as on every Linux that .NET runs on.</summary>
/// <remarks>Thread-safe: it has no state.</remarks>
public static class ProcessSignal
{
    private const int KillNumber = 9;
    private const int ContinueNumber = 18;
    private const int StopNumber = 19;

    /// <summary>Ends a process at once, wherever it is (SIGKILL).</summary>
    /// <param name="pid">Its id.</param>
    /// <returns>False if there is no such process, or it is another user's.</returns>
    public static bool Kill(int pid) => Send(pid, KillNumber);

    /// <summary>Pauses a process (SIGSTOP).</summary>
    /// <param name="pid">Its id.</param>
    /// <returns>As <see cref="Kill"/>.</returns>
    public static bool Stop(int pid) => Send(pid, StopNumber);

    /// <summary>Lets a paused process go on (SIGCONT).</summary>
    /// <param name="pid">Its id.</param>
    /// <returns>As <see cref="Kill"/>.</returns>
    public static bool Continue(int pid) => Send(pid, ContinueNumber);

    // 0 and below would be groups of processes.
    private static bool Send(int pid, int signal) => pid > 0 && NativeMethods.Signal(pid, signal) == 0;
}
