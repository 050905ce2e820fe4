using System.Runtime.CompilerServices;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Steps;

namespace AlphaPulse.RingBuffer.Waiting;

/// <summary>
/// The waking side of a ring's <see cref="WakeWords"/>; the sleeping side is <see cref="RingWaiter"/>. Publications wake those that
/// follow the writer, releases wake those behind readers: one pair of words each, so that nobody is woken for nothing.
/// </summary>
/// <remarks>
/// <para>Sleeper: 1. loads word; 2. stores sleepers = 1; 3. fences all (<see cref="AsymmetricFence"/>); 4. looks at the ring once more;
/// 5. waits, for a bounded time, while word is what step 1 saw.</para>
/// <para>Waker, behind the store of what it has to tell (cursor, or a reader's position): a. loads sleepers, and is done if it is 0,
/// as it is while records flow; b. exchanges it for 0; c. raises word; d. has the kernel wake all that wait on it.</para>
/// <para>Nothing is missed: by the fence of 3, either a sees 2, or 4 sees what was told. If it was a: word is raised after the load
/// of 1, so 5 finds it changed and returns, or waits already and is woken by d. A sleeper whose flag b took for another's has loaded
/// word before c as well. b comes before c, because a sleeper that announces itself between them must keep its flag.</para>
/// <para>What can be missed, and costs the sleeper the rest of its bounded time: a waker that dies between b and d; a waker of a
/// program that does not know these words; without membarrier, a load of a that overtakes the store before it. A sleeper
/// that dies leaves its flag, which costs the next waker one needless wake.</para>
/// </remarks>
internal static unsafe class RingWake
{
    private static readonly bool s_isPrepared = PrepareOnce();

    /// <summary>To be called by who will wake, before records flow: joins the fence, and has the code of <see cref="Call"/> compiled and bound.</summary>
    internal static void Prepare() => _ = s_isPrepared;

    /// <summary>Steps b to d. Not inlined: a hot path has only the load, the comparison and a branch that is not taken.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Call(WakeWords* words)
    {
        ProtocolSteps.Reached(ProtocolStep.WakeSeen);
        Interlocked.Exchange(ref words->Sleepers, 0u);
        ProtocolSteps.Reached(ProtocolStep.WakeTaken);
        Interlocked.Increment(ref words->Word);
        ProtocolSteps.Reached(ProtocolStep.WakeRaised);
        _ = NativeMethods.CallFutexWake(NativeMethods.FutexCall, &words->Word, NativeMethods.FutexWake, int.MaxValue);
        ProtocolSteps.Reached(ProtocolStep.WakeCalled);
    }

    private static bool PrepareOnce()
    {
        AsymmetricFence.Join();
        RuntimeHelpers.PrepareMethod(((WakeCall)Call).Method.MethodHandle);
        uint nobody = 0;
        return NativeMethods.CallFutexWake(NativeMethods.FutexCall, &nobody, NativeMethods.FutexWake, 1) == 0;
    }

    private delegate void WakeCall(WakeWords* words);
}
