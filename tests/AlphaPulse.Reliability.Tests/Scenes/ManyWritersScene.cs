using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.Reliability.Tests.Matrix;

namespace AlphaPulse.Reliability.Tests.Scenes;

/// <summary>Records flow through a ring for many: two writers, a gated reader, another behind it, an observer. A third writer comes later.</summary>
internal abstract class ManyWritersScene : Scene
{
    /// <summary>What the victim's role line has besides.</summary>
    protected virtual string VictimsWord => "";

    internal override IReadOnlyList<Role> Others { get; } = [Role.SecondWriter, Role.JoiningWriter, Role.Reader, Role.ReaderBehind, Role.Observer];

    internal override void Begin(Constellation c)
    {
        c.Enter(Role.Writer, $"create-many {{ring}} 7 {VictimsWord}".TrimEnd());
        c.AwaitIn(Role.Writer);
        c.Enter(Role.Reader, "read {ring} reader");
        c.Enter(Role.SecondWriter, "join-many {ring} 7");
        c.AwaitIn(Role.Reader);
        c.Enter(Role.ReaderBehind, "read {ring} behind reader");
        c.Enter(Role.Observer, "observe {ring}");
        foreach (var role in new[] { Role.SecondWriter, Role.ReaderBehind, Role.Observer })
            c.AwaitIn(role);
        c.AwaitProgress([Role.Writer, Role.SecondWriter, Role.Reader, Role.ReaderBehind, Role.Observer]);
    }

    protected static void EnterJoiningWriter(Constellation c, Role role = Role.JoiningWriter)
    {
        c.Enter(role, "join-many {ring} 7");
        c.AwaitIn(role);
    }

    /// <summary>
    /// A stopped writer has a claim: readers get to it and no further, the other writers fill the ring and wait, and nobody takes the
    /// claim from it, however often they ask the kernel.
    /// </summary>
    protected static void HoldsAll(Constellation c, Actor writer)
    {
        AwaitHeld(c, writer);
        var cursor = c.Cursor;
        c.HoldWhile(() => c.Cursor == cursor && c.Watch.DoesClaim(writer, cursor) && c.Watch.StandsInWriterTable(writer), () => $"the stopped writer (process {writer.Id}) keeps its claim at {cursor}");
    }

    protected static void AwaitHeld(Constellation c, Actor writer) =>
        Patience.Until(() => IsHeldBy(c, writer), () => $"all wait for the stopped writer (process {writer.Id}); {c.Positions()}");

    private static bool IsHeldBy(Constellation c, Actor writer) =>
        c.Watch.DoesClaim(writer, c.Cursor)
        && new[] { Role.Reader, Role.ReaderBehind, Role.Observer }.All(role => c[role].Position == c.Cursor)
        && c.ActingWriters().All(other => Volatile.Read(ref other.Board.Stalled) == writer.Board.Index);
}
