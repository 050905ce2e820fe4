using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AlphaPulse.Telemetry.Processes;

/// <summary>
/// Reads the kernel's counters of the thread that made this object: <c>getrusage(RUSAGE_THREAD)</c> and <c>/proc/thread-self/schedstat</c>,
/// whose file stays open. About 0.7 µs a reading; allocates nothing.
/// </summary>
/// <remarks>Not thread-safe: made and used by the one thread that it reads. A kernel without schedstat reads a run-queue wait of 0.</remarks>
public sealed class ThreadCounterReader : IDisposable
{
    private const string Path = "/proc/thread-self/schedstat";

    // Three numbers of at most 20 digits.
    private const int TextBytes = 96;

    private readonly SafeFileHandle? _scheduling;

    /// <summary>Opens the calling thread's file.</summary>
    public ThreadCounterReader()
    {
        try
        {
            // The link leads to the thread that opens it, and stays with that one.
            _scheduling = File.OpenHandle(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _scheduling = null;
        }
    }

    /// <summary>All counters.</summary>
    public ThreadCounters Read()
    {
        _ = NativeMethods.GetUsage(NativeMethods.UsageOfThread, out var usage);
        return new ThreadCounters(usage.MinorFaults, usage.MajorFaults, usage.VoluntarySwitches, usage.InvoluntarySwitches, ReadRunQueueWaitNs());
    }

    /// <summary>The one counter that is enough for a thread that only sleeps.</summary>
    public long ReadRunQueueWaitNs()
    {
        if (_scheduling is null)
            return 0;
        Span<byte> text = stackalloc byte[TextBytes];
        var length = NativeMethods.ReadAt(_scheduling, ref MemoryMarshal.GetReference(text), TextBytes, 0);
        return length <= 0 ? 0 : SecondNumber(text[..(int)length]);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _scheduling?.Dispose();

    /// <summary>The second of the numbers: time on a core, time waiting for one, slices.</summary>
    internal static long SecondNumber(ReadOnlySpan<byte> text)
    {
        var space = text.IndexOf((byte)' ');
        if (space < 0)
            return 0;
        var value = 0L;
        foreach (var digit in text[(space + 1)..])
        {
            if (digit is < (byte)'0' or > (byte)'9')
                break;
            value = value * 10 + digit - '0';
        }

        return value;
    }
}
