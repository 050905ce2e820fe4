using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.LoadTester.Doctor;

/// <summary>Watches this machine for a second while a thread of its own sleeps as the writers do.</summary>
internal static class HostWatch
{
    private const int Sleeps = 200;
    private const long SleepNs = 5_000_000;

    public static HostView Watch(HostView host)
    {
        var delaysNs = new List<long>(Sleeps);
        var activity = HostActivity.Watch(host.Files, () => Sleep(delaysNs));
        delaysNs.Sort();
        return host with { Activity = activity, WakeDelaysNs = delaysNs };
    }

    private static void Sleep(List<long> delaysNs)
    {
        // The timer slack belongs to the thread.
        var sleeper = new Thread(() =>
        {
            AbsoluteSleep.MakeThreadPunctual();
            for (var i = 0; i < Sleeps; i++)
            {
                var deadlineNs = AbsoluteSleep.NowNs() + SleepNs;
                AbsoluteSleep.Until(deadlineNs);
                delaysNs.Add(AbsoluteSleep.NowNs() - deadlineNs);
            }
        })
        { IsBackground = true, Name = "sleeper" };
        sleeper.Start();
        sleeper.Join();
    }
}
