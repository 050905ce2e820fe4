using AlphaPulse.Telemetry.Processes;

namespace AlphaPulse.LoadTester.Chaos;

/// <summary>Pauses a process and waits until it stands still: a signal is taken by each of its threads when that next meets the kernel.</summary>
internal static class ProcessPause
{
    private const char Stopped = 'T';
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <returns>False if there is no such process, or it does not stop.</returns>
    public static bool Stop(int pid) => ProcessSignal.Stop(pid) && SpinWait.SpinUntil(() => IsStopped(pid), s_patience);

    private static bool IsStopped(int pid)
    {
        try
        {
            return Directory.GetDirectories($"/proc/{pid}/task").All(task => StateOf(Path.Combine(task, "stat")) == Stopped);
        }
        catch (IOException)
        {
            // A thread has ended meanwhile: look again.
            return false;
        }
    }

    // "pid (name) state …": a name may hold anything, also parentheses.
    private static char StateOf(string file)
    {
        var text = File.ReadAllText(file);
        return text[text.LastIndexOf(')') + 2];
    }
}
