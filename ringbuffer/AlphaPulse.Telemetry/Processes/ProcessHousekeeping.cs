using System.Runtime;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.Telemetry.Processes;

/// <summary>
/// Four times a second writes what the runtime and the kernel know of the own process into its telemetry file: <c>process/gc_count</c>
/// (collections of all generations), <c>process/gc_pause_ns</c>, <c>process/allocated_bytes</c>, <c>process/jit_methods</c> (methods
/// compiled), <c>process/lock_contentions</c> (times that a thread had to wait for a monitor), <c>process/minor_faults</c>, <c>process/major_faults</c>, <c>process/voluntary_switches</c> and
/// <c>process/involuntary_switches</c>, all since the process started, and the <see cref="HeapState"/>: <c>process/heap_gen0_bytes</c>,
/// <c>heap_gen1_bytes</c>, <c>heap_gen2_bytes</c>, <c>heap_large_bytes</c>, <c>heap_pinned_bytes</c>, <c>heap_after_full_bytes</c>,
/// <c>gc_full_count</c>. Its thread sleeps in between and allocates nothing unless there was a collection.
/// </summary>
public sealed class ProcessHousekeeping : IDisposable
{
    // In the order in which they are written.
    private static readonly string[] s_heapMetrics =
        ["heap_gen0_bytes", "heap_gen1_bytes", "heap_gen2_bytes", "heap_large_bytes", "heap_pinned_bytes", "heap_after_full_bytes", "gc_full_count"];

    private readonly SharedCounter _gcCount;
    private readonly SharedCounter _gcPauseNs;
    private readonly SharedCounter _allocatedBytes;
    private readonly SharedCounter _jitMethods;
    private readonly SharedCounter _lockContentions;
    private readonly SharedCounter _minorFaults;
    private readonly SharedCounter _majorFaults;
    private readonly SharedCounter _voluntarySwitches;
    private readonly SharedCounter _involuntarySwitches;
    private readonly SharedCounter[] _heap;
    private readonly TimeSpan _period;
    private readonly string _processName;
    private readonly ManualResetEvent _stop = new(initialState: false);
    private Thread? _thread;
    private int _collections;
    private bool _isDisposed;

    /// <summary>Adds the counters to a telemetry file that is being planned.</summary>
    /// <param name="telemetry">The process's builder, before <see cref="TelemetryBuilder.Create"/>.</param>
    public ProcessHousekeeping(TelemetryBuilder telemetry)
        : this(telemetry, TimeSpan.FromMilliseconds(250))
    {
    }

    internal ProcessHousekeeping(TelemetryBuilder telemetry, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(telemetry);
        _period = period;
        _processName = telemetry.ProcessName;
        _gcCount = telemetry.Counter("process/gc_count");
        _gcPauseNs = telemetry.Counter("process/gc_pause_ns");
        _allocatedBytes = telemetry.Counter("process/allocated_bytes");
        _jitMethods = telemetry.Counter("process/jit_methods");
        _lockContentions = telemetry.Counter("process/lock_contentions");
        _minorFaults = telemetry.Counter("process/minor_faults");
        _majorFaults = telemetry.Counter("process/major_faults");
        _voluntarySwitches = telemetry.Counter("process/voluntary_switches");
        _involuntarySwitches = telemetry.Counter("process/involuntary_switches");
        _heap = Array.ConvertAll(s_heapMetrics, metric => telemetry.Counter("process/" + metric));
    }

    /// <summary>Writes the first figures and starts the thread. After <see cref="TelemetryBuilder.Create"/>, once.</summary>
    /// <exception cref="InvalidOperationException">It was started already, or the telemetry file was not created.</exception>
    public void Start()
    {
        if (_thread is not null)
            throw new InvalidOperationException("The housekeeping was started already.");
        Write();
        _thread = new Thread(Run) { Name = "housekeeping", IsBackground = true };
        _thread.Start();
        PlantedLeak.Start(_processName);
    }

    /// <summary>Stops the thread, which writes the last figures. Before the telemetry file is disposed; again, it does nothing.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _stop.Set();
        _thread?.Join();
        _stop.Dispose();
    }

    private void Run()
    {
        while (!_stop.WaitOne(_period))
            Write();
        Write();
    }

    private void Write()
    {
        // A collection of an older generation is counted with generation 0, too.
        var collections = GC.CollectionCount(0);
        if (collections != _collections)
            WriteHeap(collections);
        _gcCount.Set(collections);
        _gcPauseNs.Set(GC.GetTotalPauseDuration().Ticks * TimeSpan.NanosecondsPerTick);
        _allocatedBytes.Set(GC.GetTotalAllocatedBytes());
        _jitMethods.Set(JitInfo.GetCompiledMethodCount());
        _lockContentions.Set(Monitor.LockContentionCount);
        _ = NativeMethods.GetUsage(NativeMethods.UsageOfProcess, out var usage);
        _minorFaults.Set(usage.MinorFaults);
        _majorFaults.Set(usage.MajorFaults);
        _voluntarySwitches.Set(usage.VoluntarySwitches);
        _involuntarySwitches.Set(usage.InvoluntarySwitches);
    }

    // Asking allocates, so only what a collection may have changed is asked for.
    private void WriteHeap(int collections)
    {
        var heap = HeapState.Read();
        _heap[0].Set(heap.Gen0Bytes);
        _heap[1].Set(heap.Gen1Bytes);
        _heap[2].Set(heap.Gen2Bytes);
        _heap[3].Set(heap.LargeBytes);
        _heap[4].Set(heap.PinnedBytes);
        _heap[5].Set(heap.AfterFullBytes);
        _heap[6].Set(heap.FullCount);
        _collections = collections;
    }
}
