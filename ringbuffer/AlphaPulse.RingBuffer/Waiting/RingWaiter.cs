using System.Runtime.InteropServices;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Steps;

namespace AlphaPulse.RingBuffer.Waiting;

/// <summary>
/// Lets a thread sleep until one of its rings has something new: <see cref="Announce"/>, look at all rings once more, and if there
/// is nothing, <see cref="Sleep"/>. The protocol is at <see cref="RingWake"/>.
/// </summary>
/// <remarks>
/// One thread uses a waiter; its rings must stay mapped. Several rings need futex_waitv (Linux 5.16), which takes up to 128. Where it
/// is missing or not enough, <see cref="Sleep"/> is a sleep of <see cref="BlindSleepNs"/> that nobody ends.
/// </remarks>
internal sealed unsafe class RingWaiter
{
    /// <summary>
    /// What a missed wake costs at most. An idle thread wakes 20 times a second and looks at its rings, which is some 0.1 % of a core.
    /// </summary>
    internal const long LongestSleepNs = 50_000_000;

    /// <summary>Sleep of a thread that cannot be woken: 1,000 a second cost some 2 % of a core.</summary>
    internal const long BlindSleepNs = 1_000_000;

    private readonly NativeMethods.FutexWaitv[] _waits;
    private readonly long _longestSleepNs;
    private bool _isAnnounced;
    private bool _isBlind;

    /// <param name="wakeWords">Addresses of the rings' <see cref="WakeWords"/>, at least one.</param>
    /// <param name="longestSleepNs">The bound; another one only in tests.</param>
    /// <param name="isBlind">As if the kernel could not wait on several words; only in tests.</param>
    internal RingWaiter(ReadOnlySpan<nint> wakeWords, long longestSleepNs = LongestSleepNs, bool isBlind = false)
    {
        _waits = new NativeMethods.FutexWaitv[wakeWords.Length];
        for (var i = 0; i < _waits.Length; i++)
            _waits[i] = new NativeMethods.FutexWaitv { Address = (ulong)wakeWords[i], Flags = NativeMethods.FutexSize32 };
        _longestSleepNs = longestSleepNs;
        _isBlind = isBlind || _waits.Length > NativeMethods.FutexWaitMost;
    }

    /// <summary>True if nobody can end its sleep, which is short instead.</summary>
    internal bool IsBlind => _isBlind;

    /// <summary>Steps 1 to 3: from here on, what is published wakes this thread, or is seen by the look that must follow.</summary>
    internal void Announce()
    {
        if (_isBlind)
            return;
        var isNew = !_isAnnounced;
        foreach (ref var wait in _waits.AsSpan())
        {
            // Still announced from the last time: nobody has woken since, so the flag is seen without another fence.
            var words = (WakeWords*)wait.Address;
            var word = Volatile.Read(ref words->Word);
            if (_isAnnounced && word == (uint)wait.Value && Volatile.Read(ref words->Sleepers) != 0)
                continue;
            wait.Value = word;
            Volatile.Write(ref words->Sleepers, 1u);
            isNew = true;
        }

        ProtocolSteps.Reached(ProtocolStep.WaitAnnounced);
        if (isNew)
            AsymmetricFence.FenceAll();
        _isAnnounced = true;
        ProtocolSteps.Reached(ProtocolStep.WaitFenced);
    }

    /// <summary>Step 5, after a look that found nothing.</summary>
    /// <param name="deadlineNs">Nanoseconds of CLOCK_MONOTONIC at which the sleep ends if not earlier.</param>
    /// <returns>True: somebody has woken it, or was about to. False: the time was over.</returns>
    internal bool Sleep(long deadlineNs = long.MaxValue)
    {
        ProtocolSteps.Reached(ProtocolStep.WaitLooked);
        var now = AbsoluteSleep.NowNs();
        var isWoken = !_isBlind && SleepOnWords(Math.Min(deadlineNs, now + _longestSleepNs));
        if (_isBlind)
            AbsoluteSleep.Until(Math.Min(deadlineNs, now + Math.Min(BlindSleepNs, _longestSleepNs)));
        ProtocolSteps.Reached(ProtocolStep.WaitWoken);
        return isWoken;
    }

    /// <summary>Ends the sleep from another thread, or the next one if it is only about to begin.</summary>
    internal void Wake() => RingWake.Call((WakeWords*)_waits[0].Address);

    private bool SleepOnWords(long deadlineNs)
    {
        // Lifetime: the rings stay mapped, see above; the array is fixed for the call.
        var deadline = AbsoluteSleep.TimeSpecOf(deadlineNs);
        nint result;
        fixed (NativeMethods.FutexWaitv* waits = _waits)
        {
            result = _waits.Length == 1
                ? NativeMethods.CallFutex(NativeMethods.FutexCall, (uint*)waits->Address, NativeMethods.FutexWaitBitset, (nuint)waits->Value, &deadline, null, NativeMethods.FutexAnyBit)
                : NativeMethods.CallFutexWaitv(NativeMethods.FutexWaitvCall, waits, (nuint)_waits.Length, 0, &deadline, NativeMethods.ClockMonotonic);
        }

        if (result >= 0)
            return true;
        var error = Marshal.GetLastPInvokeError();
        if (error is not (NativeMethods.Eagain or NativeMethods.Eintr or NativeMethods.Etimedout))
            _isBlind = true;
        return error is NativeMethods.Eagain or NativeMethods.Eintr;
    }
}
