using System.Runtime.InteropServices;

namespace AlphaPulse.Telemetry.Processes;

/// <summary>Where the calling thread runs and may run. Thread-safe: it has no state but the calling thread's.</summary>
public static class ThreadCores
{
    // 1,024 processors: the size of the C library's own set.
    private const int MaskBytes = 128;
    private const int BitsPerByte = 8;

    /// <summary>The core that the calling thread is on; it may be on another one at once afterwards.</summary>
    public static int Current => NativeMethods.CurrentCore();

    /// <summary>The kernel's number of the calling thread, as in <c>/proc/PID/task</c>.</summary>
    public static int ThreadId => NativeMethods.ThreadId();

    /// <summary>The cores that the calling thread may run on, in ascending order: those of the process unless it was pinned.</summary>
    /// <returns>Empty if the system does not tell.</returns>
    public static IReadOnlyList<int> Allowed()
    {
        Span<byte> mask = stackalloc byte[MaskBytes];
        mask.Clear();
        var cores = new List<int>();
        if (NativeMethods.GetAffinity(0, MaskBytes, ref MemoryMarshal.GetReference(mask)) < 0)
            return cores;
        for (var core = 0; core < MaskBytes * BitsPerByte; core++)
        {
            if ((mask[core / BitsPerByte] & 1 << (core % BitsPerByte)) != 0)
                cores.Add(core);
        }

        return cores;
    }

    /// <summary>Keeps the calling thread on one core from here on.</summary>
    /// <param name="core">One of <see cref="Allowed"/>.</param>
    /// <returns>False if the system refuses: the core does not exist, is off, or is not this process's to use.</returns>
    public static bool TryPin(int core)
    {
        if (core is < 0 or >= MaskBytes * BitsPerByte)
            return false;
        Span<byte> mask = stackalloc byte[MaskBytes];
        mask.Clear();
        mask[core / BitsPerByte] = (byte)(1 << (core % BitsPerByte));
        return NativeMethods.SetAffinity(0, MaskBytes, in MemoryMarshal.GetReference(mask)) == 0;
    }
}
