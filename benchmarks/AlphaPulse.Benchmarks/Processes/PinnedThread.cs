namespace AlphaPulse.Benchmarks.Processes;

/// <summary>Runs one measurement on a thread of its own that stays on one core.</summary>
internal static class PinnedThread
{
    /// <summary>Starts it; the task ends with its result. A background thread: it does not keep a process alive that gave up.</summary>
    internal static Task<TResult> Run<TResult>(int core, Func<TResult> measurement)
    {
        var result = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                Cores.Pin(core);
                result.SetResult(measurement());
            }
            catch (Exception e)
            {
                result.SetException(e);
            }
        })
        {
            IsBackground = true,
            Name = $"core {core}",
        };
        thread.Start();
        return result.Task;
    }
}
