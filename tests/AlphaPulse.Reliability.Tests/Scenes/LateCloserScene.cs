using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.Reliability.Tests.Matrix;

namespace AlphaPulse.Reliability.Tests.Scenes;

/// <summary>The closer of a hole goes on laps later, while the writers stand: it must not touch a stamp, for each is of another lap now.</summary>
internal sealed class LateCloserScene : HoleClosingScene
{
    private static readonly Role[] s_writers = [Role.Writer, Role.SecondWriter, Role.JoiningWriter];

    private long[] _stamps = [];

    internal override void WhileStopped(Constellation c, int code)
    {
        base.WhileStopped(c, code);
        foreach (var role in s_writers)
            c[role].Pause();
        _stamps = Stamps(c);
    }

    internal override void AfterPause(Constellation c, int code)
    {
        Patience.Until(() => c[Role.Observer].Position == c.Cursor, () => $"the closer goes on; {c.Positions()}");
        Patience.Require(_stamps.SequenceEqual(Stamps(c)), "a closer that comes laps later has changed a stamp");
        foreach (var role in s_writers)
            c[role].Resume();
    }

    private static long[] Stamps(Constellation c) =>
        [.. Enumerable.Range(0, (int)c.Watch.View.Capacity).Select(slot => Volatile.Read(ref c.Watch.View.Stamps[slot]))];
}
