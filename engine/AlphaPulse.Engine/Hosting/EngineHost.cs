using AlphaPulse.MarketData;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.Engine.Hosting;

/// <summary>The life of <c>feedengine run</c>: join, start, say so, wait for the end, drain, say so.</summary>
internal sealed class EngineHost(RunSettings settings, TextReader input, TextWriter output, TextWriter error)
{
    // How often halted stages, stale books and dead writers are looked for, at some microseconds a ring; closed rings, which have to be
    // opened, less often.
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromMilliseconds(50);
    private const int LooksPerRingCheck = 5;

    // At 2 million events a second the largest rings are applied in a few seconds. A parent waits longer than this, so that
    // it hears of a drain that failed instead of giving up first.
    private static readonly TimeSpan s_drainTime = TimeSpan.FromSeconds(20);

    public int Run()
    {
        using var end = new EndSignal();
        end.Listen(ignoresInterrupt: settings.IsControlled);
        using var run = new RunRegistry(settings.Dir).Join(settings.Run);
        using var only = EngineLock.Take(run);
        var plan = RunPlan.Load(run.Path);
        using var engine = FeedEngine.Attach(run, plan, InstrumentDirectory.Load(run.Path), WaitsOf(plan));
        engine.Start(ThreadsOf(plan));
        if (settings.IsControlled)
            new ParentLink(input, error, engine.Origin, engine.PlantedFaults, end).Listen();
        Say(settings.IsControlled ? "ready" : Describe(run, engine));
        return End(engine, WaitForEnd(engine, end, run));
    }

    private EndReason WaitForEnd(FeedEngine engine, EndSignal end, RunDirectory run)
    {
        var rings = new ClosedRings([.. run.RingNames().Select(run.RingPath)]);
        Action<string> tell = line => Complain(line, exception: null);
        for (var looks = 0; ; looks++)
        {
            var reason = end.Wait(s_lookEvery);
            if (reason != EndReason.None)
                return reason;
            if (!engine.Look(tell))
                return EndReason.Failed;
            if (!settings.IsControlled && looks % LooksPerRingCheck == 0 && rings.AreAll())
                return EndReason.Finished;
        }
    }

    private int End(FeedEngine engine, EndReason reason)
    {
        if (reason == EndReason.Orphaned)
            return ExitCode.Interrupted;
        var drained = engine.DrainAndStop(s_drainTime);
        if (engine.FirstHandlerError is { } handlerError)
            Complain($"a handler failed (counted as handler_errors), the first time with: {handlerError.Message}", handlerError);
        if (engine.Fault is { } fault)
            Complain($"the pipeline halted: {fault.Message}", fault);
        else if (!drained)
            Complain($"not everything was applied within {s_drainTime.TotalSeconds:0} s of the end", exception: null);
        if (!settings.IsControlled)
            engine.Summary.Write(output);
        if (!drained)
            return ExitCode.InternalError;
        if (settings.IsControlled)
            Say("done");
        return reason == EndReason.Interrupted ? ExitCode.Interrupted : ExitCode.Ok;
    }

    private StageWaits WaitsOf(RunPlan plan) =>
        settings.Wait ?? StageWaits.Parse(plan.Wait, PipelineStages.All, out var fault) ?? throw new InvalidDataException($"{RunPlan.FileName}: wait strategy {fault}");

    private int ThreadsOf(RunPlan plan)
    {
        var threads = settings.Threads ?? plan.StageThreads;
        if (threads > 0)
            return threads;
        // A stage that spins needs a core beside the writers' and the rest of the machine.
        return Environment.ProcessorCount <= 3 ? 1 : 2;
    }

    private static string Describe(RunDirectory run, FeedEngine engine)
    {
        var summary = engine.Summary;
        var late = summary.BooksJoinedLate == 0 ? "" : $" ({summary.BooksJoinedLate} joined late: not compared before their next snapshot)";
        return $"feedengine: joined {run.Path}, {summary.Rings} rings, {summary.Instruments} instruments{late}, waiting as {string.Join(", ", engine.Threads)}; Ctrl-C ends it";
    }

    private void Say(string line)
    {
        output.WriteLine(line);
        output.Flush();
    }

    private void Complain(string message, Exception? exception)
    {
        error.WriteLine($"feedengine: {message.ReplaceLineEndings(" ")}");
        if (settings.IsVerbose && exception is not null)
            error.WriteLine(exception);
    }
}
