using System.Runtime.InteropServices;

namespace AlphaPulse.RingBuffer.Tests.Litmus;

/// <summary>Threads that race each other, each pinned to a processor, spread over those that this process may use.</summary>
internal static unsafe partial class LitmusThreads
{
    /// <summary>Runs all to their end; what one of them throws, the others are told to stop for, and the caller gets.</summary>
    internal static void Run(CancellationTokenSource stop, params IReadOnlyList<Action> bodies)
    {
        Exception? fault = null;
        var processors = Allowed();
        var threads = bodies.Select((body, index) => new Thread(() =>
        {
            var mask = 1UL << processors[index % processors.Count];
            _ = SetAffinity(0, sizeof(ulong), &mask);
            try
            {
                body();
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref fault, e, null);
                stop.Cancel();
            }
        })
        { Name = $"litmus {index}" }).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        if (fault is not null)
            throw new InvalidOperationException($"A participant failed: {fault.Message}", fault);
    }

    /// <summary>A short delay of changing length, so that the threads meet at ever other places.</summary>
    internal static void Stagger(Random random) => Thread.SpinWait(random.Next(8));

    private static List<int> Allowed()
    {
        ulong mask = 0;
        if (GetAffinity(0, sizeof(ulong), &mask) <= 0 && mask == 0)
            return [.. Enumerable.Range(0, Math.Min(64, Environment.ProcessorCount))];
        var allowed = mask;
        return [.. Enumerable.Range(0, 64).Where(processor => (allowed >> processor & 1) != 0)];
    }

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nuint bytes, ulong* mask);

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinity(int thread, nuint bytes, ulong* mask);
}
