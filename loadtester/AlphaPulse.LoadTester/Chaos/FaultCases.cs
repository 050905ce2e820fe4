using System.Diagnostics;
using AlphaPulse.Telemetry.Processes;

namespace AlphaPulse.LoadTester.Chaos;

/// <summary>The faults, one a method.</summary>
/// <param name="system">What they are done to.</param>
/// <param name="sampler">The load tester's own.</param>
/// <param name="cancellation">Ends waiting for a program that starts.</param>
internal sealed class FaultCases(ChaosSystem system, ChaosSampler sampler, CancellationToken cancellation)
{
    // A device that is always full: the same error as from a disk, without one.
    private const string FullDevice = "/dev/full";

    // A writer wakes every 500 µs, a reader every 200 µs: nothing for so long is a stop, or a machine that gives them no time.
    private static readonly TimeSpan s_stillness = TimeSpan.FromMilliseconds(200);

    public FaultCase Of(PlannedFault planned, SystemState before) => planned.Fault switch
    {
        ChaosFault.WriterKill => WriterKill(before),
        ChaosFault.WriterStop => WriterStop(planned, before),
        ChaosFault.StageFault => StageFault(planned, before),
        ChaosFault.EngineKill => EngineKill(before),
        ChaosFault.EngineStop => EngineStop(planned, before),
        ChaosFault.SamplerKill => SamplerKill(before),
        ChaosFault.DiskFull => DiskFull(planned, before),
        _ => CorruptCursor(planned, before),
    };

    private FaultCase WriterKill(SystemState before) => new()
    {
        NoticedBy = "engine: the kernel says that the ring's writer is gone",
        Inject = () => ProcessSignal.Kill(system.Feed!.Pid),
        IsNoticed = state => state.WritersGone == system.Rings,
        Repair = () => system.StartFeed(resumes: true, cancellation),
        IsRepaired = state => state.Epochs == before.Epochs + system.Rings && state.WritersGone == 0 && state.Written > before.Written && state.WriterChanges - before.WriterChanges == system.Rings,
        Invariant = state => state.Resyncs - before.Resyncs < system.Books ? $"{state.Resyncs - before.Resyncs} of {system.Books} books came back by a snapshot" : null,
    };

    private FaultCase WriterStop(PlannedFault planned, SystemState before)
    {
        var stillness = new Stillness(state => state.Written, _ => true);
        return new FaultCase
        {
            NoticedBy = "load tester: no ring is written",
            Inject = () => ProcessPause.Stop(system.Feed!.Pid),
            IsNoticed = stillness.Look,
            Repair = () => Continue(system.Feed!.Pid, planned.HoldMs),
            IsRepaired = state => state.Written > stillness.Value,
            Invariant = state => state.Epochs != before.Epochs ? "a paused writer was taken for dead" : null,
        };
    }

    private FaultCase StageFault(PlannedFault planned, SystemState before) => new()
    {
        NoticedBy = "engine: a stage halted",
        Inject = () => system.Engine!.Send($"fault {planned.Target}"),
        IsNoticed = state => state.StageFaults > before.StageFaults,
        IsRepaired = state => state.StageRestarts == state.StageFaults && state.Read > before.Read,
        Invariant = state => state.StageFaults - before.StageFaults != 1 ? $"{state.StageFaults - before.StageFaults} faults of stages, 1 was planted" : null,
    };

    private FaultCase EngineKill(SystemState before)
    {
        var readAtDeath = before.Read;
        var lastRead = before.Read;
        return new FaultCase
        {
            NoticedBy = "load tester: the process has exited",
            Inject = () => ProcessSignal.Kill(system.Engine!.Pid),
            IsNoticed = state =>
            {
                // The places of the dead readers, for as long as the writer leaves them.
                lastRead = state.Readers == system.Rings ? state.Read : lastRead;
                return system.Engine!.HasExited;
            },
            Repair = () =>
            {
                var atDeath = system.Look();
                readAtDeath = atDeath.Readers == system.Rings ? atDeath.Read : lastRead;
                system.StartEngine(cancellation);
            },
            IsRepaired = state => state.Readers == system.Rings && state.Written > before.Written,
            LostBetweenEngines = state => state.FirstSequences - readAtDeath,
            ReplacesEngine = true,
            Invariant = state => state.TakenOver != 2 * system.Rings ? $"{state.TakenOver} of {2 * system.Rings} readers went on where the dead ones had stopped" : null,
        };
    }

    private FaultCase EngineStop(PlannedFault planned, SystemState before)
    {
        var stillness = new Stillness(state => state.Read, state => !state.IsCaughtUp);
        return new FaultCase
        {
            NoticedBy = "load tester: rings are written and not read",
            Inject = () => ProcessPause.Stop(system.Engine!.Pid),
            IsNoticed = stillness.Look,
            Repair = () => Continue(system.Engine!.Pid, planned.HoldMs),
            IsRepaired = state => state.Read > stillness.Value,
            Invariant = state => state.Resyncs != before.Resyncs ? "a paused engine's books were thrown away" : null,
        };
    }

    private FaultCase SamplerKill(SystemState before)
    {
        var samples = 0;
        return new FaultCase
        {
            NoticedBy = "load tester: its sampler's thread has ended",
            Inject = () =>
            {
                samples = sampler.Count;
                sampler.Kill();
            },
            IsNoticed = _ => !sampler.IsAlive,
            Repair = sampler.Restart,
            IsRepaired = _ => sampler.Count > samples + 2,
            Invariant = state => Untouched(state, before),
        };
    }

    private FaultCase DiskFull(PlannedFault planned, SystemState before)
    {
        var (path, failed, samples) = (sampler.Log.Path, sampler.Log.Failed, 0);
        return new FaultCase
        {
            NoticedBy = "load tester: its log cannot be written",
            Inject = () => sampler.Log.Path = FullDevice,
            IsNoticed = _ => sampler.Log.Failed > failed,
            Repair = () =>
            {
                samples = sampler.Count;
                cancellation.WaitHandle.WaitOne(planned.HoldMs);
                sampler.Log.Path = path;
            },
            IsRepaired = _ => sampler.Count > samples && sampler.Log.Pending == 0,
            Invariant = state => sampler.Failure is { } failure ? $"the sampler died of it: {failure.Message}" : Untouched(state, before),
        };
    }

    private FaultCase CorruptCursor(PlannedFault planned, SystemState before) => new()
    {
        NoticedBy = "engine: a stage halted at an impossible word",
        Inject = () =>
        {
            // A writer that runs puts the cursor right with its next event, perhaps before anybody has looked.
            ProcessPause.Stop(system.Feed!.Pid);
            system.CorruptCursor(planned.Target);
        },
        IsNoticed = state => state.StageFaults > before.StageFaults,
        Repair = () => ProcessSignal.Continue(system.Feed!.Pid),
        IsRepaired = state => state.StageRestarts == state.StageFaults && state.Read > before.Read && state.Written < long.MaxValue / 4,
    };

    private void Continue(int pid, int holdMs)
    {
        cancellation.WaitHandle.WaitOne(holdMs);
        ProcessSignal.Continue(pid);
    }

    private static string? Untouched(SystemState state, SystemState before) =>
        state.Epochs != before.Epochs || state.Resyncs != before.Resyncs || state.StageFaults != before.StageFaults ? "the run itself was disturbed" : null;

    /// <summary>A number that has not changed for a while, under a condition.</summary>
    private sealed class Stillness(Func<SystemState, long> number, Func<SystemState, bool> condition)
    {
        private long _since = Stopwatch.GetTimestamp();

        public long Value { get; private set; } = -1;

        public bool Look(SystemState state)
        {
            var now = number(state);
            if (now != Value || !condition(state))
                (Value, _since) = (now, Stopwatch.GetTimestamp());
            return Stopwatch.GetElapsedTime(_since) >= s_stillness;
        }
    }
}
