using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.Reliability.Tests.Matrix;

namespace AlphaPulse.Reliability.Tests.Scenes;

/// <summary>Records flow: a writer, a gated reader, another behind it, an observer, and who would succeed the writer.</summary>
internal abstract class FlowScene(bool hasSuccessor, int maxBatch = 7, bool doReadersSleep = false) : Scene
{
    internal override void Begin(Constellation c)
    {
        c.Enter(Role.Writer, $"create {{ring}} {maxBatch}");
        c.AwaitIn(Role.Writer);
        var read = doReadersSleep ? "read-asleep" : "read";
        c.Enter(Role.Reader, $"{read} {{ring}} reader");
        c.AwaitIn(Role.Reader);
        c.Enter(Role.ReaderBehind, $"{read} {{ring}} behind reader");
        c.Enter(Role.Observer, "observe {ring}");
        if (hasSuccessor)
            c.Enter(Role.Successor, $"succeed {{ring}} {maxBatch}");
        c.AwaitIn(Role.ReaderBehind);
        c.AwaitIn(Role.Observer);
        c.AwaitProgress([Role.Writer, Role.Reader, Role.ReaderBehind, Role.Observer]);
    }

    /// <summary>Everybody has what is published.</summary>
    protected static void AwaitDrained(Constellation c, params Role[] roles) =>
        Patience.Until(() => roles.All(role => c[role].Position == c.Cursor), () => $"all that is published is read; {c.Positions()}");

    /// <summary>A stopped writer keeps its place: nothing is published, and who wants the place is refused.</summary>
    protected static void KeepsWriterPlace(Constellation c, Actor writer, params Role[] candidates)
    {
        var cursor = c.Cursor;
        var refused = candidates.ToDictionary(role => role, role => Volatile.Read(ref c[role].Board.Refusals));
        c.HoldWhile(() => c.Watch.IsWriterAlive && c.Cursor == cursor, () => $"the stopped writer (process {writer.Id}) keeps its place");
        foreach (var role in candidates)
            Patience.Until(() => Volatile.Read(ref c[role].Board.Refusals) > refused[role], () => $"the {role} is refused");
    }

    /// <summary>A stopped gated reader holds the writer back, however often that asks the kernel.</summary>
    protected static void HoldsWriter(Constellation c, Actor reader, bool hasStarted = true)
    {
        // A claim that was tried after the stop, and so will not fit however often it is tried again.
        var full = Volatile.Read(ref c[Role.Writer].Board.FullCount) + 2;
        Patience.Until(() => !c.Watch.StandsInTable(reader, hasStarted) || (Volatile.Read(ref c[Role.Writer].Board.FullCount) >= full && c.DoesWriterWaitFor(reader)), () => $"the writer waits for the stopped process {reader.Id}; {c.Positions()}");
        c.HoldWhile(() => c.DoesWriterWaitFor(reader) && c.Watch.StandsInTable(reader, hasStarted), () => $"the writer waits for the stopped process {reader.Id}");
    }
}
