using System.Diagnostics;
using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.Reliability.Tests.Matrix;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.SteppedPeer.Shared;

namespace AlphaPulse.Reliability.Tests.Soaking;

/// <summary>
/// Random kills, stops, arrivals, departures, laps and replacements of one ring, under the same promises as the matrix. The seed decides
/// what is done to whom; when, the machine decides.
/// </summary>
internal sealed class Soak : IDisposable
{
    private const int MaxReaders = 4;
    private const int MaxObservers = 3;
    private const int MaxPaused = 2;
    private const int ActionsPerRing = 150;

    // At whose steps a process can come to stand while it has its place.
    private static readonly Dictionary<SoakPart, string[]> s_protocols = new()
    {
        [SoakPart.Writer] = ["gate scan", "claim", "batch publish", "close"],
        [SoakPart.Reader] = ["read", "leave"],
        [SoakPart.Observer] = ["observe"],
    };

    private static readonly string[] s_writersOfMany = ["many: publish", "many: leave"];

    private readonly Troupe _troupe;
    private readonly Random _random;
    private readonly string _directory;
    private readonly string _ring;
    private readonly RingWatch _watch;
    private readonly List<SoakMember> _members = [];
    private int _names;
    private bool _hasManyWriters;

    internal Soak(Troupe troupe, int seed)
    {
        _troupe = troupe;
        _random = new Random(seed);
        _directory = Directory.CreateDirectory(Path.Combine(troupe.Root, $"soak-{seed}")).FullName;
        _ring = Path.Combine(_directory, "ring");
        _watch = new RingWatch(_ring);
    }

    internal SoakCounts Counts { get; } = new();

    private IEnumerable<SoakMember> Active => _members.Where(m => m.IsActive);

    internal void Run(TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < duration)
        {
            Begin();
            for (var i = 0; i < ActionsPerRing && clock.Elapsed < duration; i++)
            {
                Fill();
                Act();
                Look();
                if (i % 10 == 9)
                    GoOnTogether();
            }

            End();
        }
    }

    public void Dispose()
    {
        _watch.Dispose();
        foreach (var member in _members)
            _troupe.Return(member.Actor);
        Directory.Delete(_directory, recursive: true);
    }

    private void Begin()
    {
        _hasManyWriters = !_hasManyWriters;
        var writer = Enter(SoakPart.Writer, $"{(_hasManyWriters ? "create-many" : "create")} {_ring} 7");
        Patience.Until(() => writer.Actor.Role == PeerState.In, () => "the ring is created");
        Counts.Count(SoakCounts.Rings);
    }

    /// <summary>There is always a writer and one who would succeed it, or two of many; and somebody who reads.</summary>
    private void Fill()
    {
        BuryTheDead();
        if (_members.Count(m => m.Part == SoakPart.Writer) < 2)
            Enter(SoakPart.Writer, $"{(_hasManyWriters ? "join-many" : "succeed")} {_ring} 7");
        if (_members.Count(m => m.Part == SoakPart.Reader) < 2)
            EnterReader();
        if (_members.All(m => m.Part != SoakPart.Observer))
            Enter(SoakPart.Observer, $"observe {_ring}");
    }

    private void Act()
    {
        Patience.Hold(TimeSpan.FromMilliseconds(_random.Next(5, 40)), Look);
        switch (_random.Next(12))
        {
            case 0 or 1:
                Kill((_random.Next(2) == 0 ? Pick(_members.Where(m => m.Actor.IsPaused)) : null) ?? Pick(_members));
                break;
            case 2 or 3:
                Pause(Pick(Active));
                break;
            case 4 or 5:
                StopAtAStep(Pick(Active));
                break;
            case 6 or 7:
                Continue(Pick(_members.Where(m => m.Actor.IsPaused)));
                break;
            case 8:
                Arrive();
                break;
            case 9:
                Leave(Pick(_members.Where(m => m.Part != SoakPart.Writer && !m.Actor.IsPaused)));
                break;
            case 10:
                CloseWriter();
                break;
            default:
                Lap(Pick(Active.Where(m => m.Part == SoakPart.Observer)));
                break;
        }
    }

    private SoakMember? Pick(IEnumerable<SoakMember> members)
    {
        var all = members.ToList();
        return all.Count == 0 ? null : all[_random.Next(all.Count)];
    }

    private void Kill(SoakMember? member)
    {
        if (member is null)
            return;
        Counts.Count(member.Actor.IsPaused ? SoakCounts.KillsOfStopped : SoakCounts.KillsOfRunning);
        var isAlone = !_members.Exists(m => m.Actor.IsPaused && m != member) && _members.TrueForAll(m => m.Actor.Board.Finish == 0);
        var others = Active.Where(m => m != member).ToList();
        others.ForEach(m => m.Actor.Mark());
        var (_, deadNs) = member.Actor.KillAndReap();
        if (!isAlone || !_members.Exists(m => m.Part == SoakPart.Writer && m != member))
            return;
        foreach (var other in others)
        {
            Patience.Until(() => other.Actor.HasAnswered || other.Actor.Role != PeerState.In || IsAnyStopped(), () => $"{other.Name} goes on after the death of {member.Name}; {Positions()}");
            if (other.Actor.HasAnswered)
                Counts.GoOnMs.Add(Math.Max(0, (other.Actor.Board.AnsweredNs - deadNs) / 1e6));
        }
    }

    private void Pause(SoakMember? member)
    {
        if (member is null || _members.Count(m => m.Actor.IsPaused) >= MaxPaused)
            return;
        member.Actor.Pause();
        Counts.Count(SoakCounts.StopsAnywhere);
    }

    private void StopAtAStep(SoakMember? member)
    {
        if (member is null || _members.Count(m => m.Actor.IsPaused) >= MaxPaused)
            return;
        var protocols = member.Part == SoakPart.Writer && _hasManyWriters ? s_writersOfMany : s_protocols[member.Part];
        var plans = StepPlans.All.Where(plan => protocols.Contains(plan.Protocol)).ToList();
        member.Actor.Arm(plans[_random.Next(plans.Count)].Code, 1 + _random.Next(5));
    }

    private void Continue(SoakMember? member)
    {
        if (member is null)
            return;
        member.Actor.Resume();
        Counts.Count(SoakCounts.Continuations);
    }

    private void Arrive()
    {
        if (_random.Next(2) == 0 && _members.Count(m => m.Part == SoakPart.Reader) < MaxReaders)
            EnterReader();
        else if (_members.Count(m => m.Part == SoakPart.Observer) < MaxObservers)
            Enter(SoakPart.Observer, $"observe {_ring}");
    }

    private void Leave(SoakMember? member)
    {
        if (member is null)
            return;
        member.Actor.Finish(2);
        Counts.Count(SoakCounts.Departures);
    }

    private void CloseWriter()
    {
        if (Active.FirstOrDefault(m => m.Part == SoakPart.Writer) is not { } writer)
            return;
        writer.Actor.Finish(1);
        Counts.Count(SoakCounts.Closes);
    }

    private void Lap(SoakMember? observer)
    {
        if (observer is null || _members.Exists(m => m.Actor.IsPaused) || !Active.Any(m => m.Part == SoakPart.Writer))
            return;
        observer.Actor.Pause();
        var end = _watch.Cursor + 3 * _watch.View.Capacity;

        // A writer that closes or stands at a step meanwhile does not get there: the lap is then left out.
        SpinWait.SpinUntil(() => _watch.Cursor > end, TimeSpan.FromSeconds(1));
        Counts.Count(SoakCounts.Laps);
        observer.Actor.Resume();
    }

    /// <summary>Nothing is taken from who is stopped, and nobody has seen anything wrong.</summary>
    private void Look()
    {
        foreach (var member in _members)
        {
            var actor = member.Actor;
            if (actor.NoticeStop())
                Counts.Count(SoakCounts.StopsAtSteps);
            if (Volatile.Read(ref actor.Board.Faults) != 0)
                throw new BrokenPromiseException($"{member.Name} saw a broken promise: {FaultOf(actor)}");
            if (actor.IsPaused && !actor.IsDead && actor.Role == PeerState.In && member.Part == SoakPart.Reader)
                Patience.Require(_watch.StandsInTable(actor), $"the stopped {member.Name} keeps its place and its records; {Positions()}");
            if (actor.IsPaused && !actor.IsDead && actor.Role == PeerState.In && member.Part == SoakPart.Writer)
                Patience.Require(KeepsWriterPlace(actor), $"the stopped {member.Name} keeps its place; {Positions()}");
        }
    }

    private bool KeepsWriterPlace(Actor writer) => _hasManyWriters
        ? _watch.StandsInWriterTable(writer)
        : _watch.IsWriterAlive && _watch.Cursor - writer.Position < _watch.View.Capacity;

    /// <summary>Nobody is stopped any more: everybody who has a place makes progress.</summary>
    private void GoOnTogether()
    {
        foreach (var member in _members.Where(m => !m.Actor.IsDead))
            member.Actor.Disarm();
        Look();
        ContinueStopped();
        Fill();
        Patience.Until(() => ContinueStopped() && Active.Any(m => m.Part == SoakPart.Writer), () => $"there is a writer; {Positions()}");
        var active = Active.ToList();
        active.ForEach(m => m.Actor.Mark());
        foreach (var member in active)
            Patience.Until(() => ContinueStopped() && (member.Actor.HasAnswered || member.Actor.Role != PeerState.In), () => $"{member.Name} goes on; {Positions()}");
    }

    /// <summary>True, for use in conditions: some stop at an armed step only while they are waited for.</summary>
    private bool ContinueStopped()
    {
        foreach (var member in _members)
        {
            member.Actor.NoticeStop();
            if (member.Actor.IsPaused && !member.Actor.IsDead)
                Continue(member);
        }

        return true;
    }

    private bool IsAnyStopped() => _members.Exists(m => m.Actor.NoticeStop() || m.Actor.IsPaused);

    private static string FaultOf(Actor actor)
    {
        if (actor.IsDead)
            return "it is dead now";
        if (actor.IsPaused)
            actor.Resume();
        actor.Finish(2);
        return actor.AwaitDone("faulty one");
    }

    /// <summary>Everybody leaves; what was published is what was read, or lost and counted; nothing stays.</summary>
    private void End()
    {
        GoOnTogether();
        BuryTheDead();
        var standingBy = _members.Where(m => m.Part == SoakPart.Writer && m.Actor.Role == PeerState.Entering).ToList();
        standingBy.ForEach(m => m.Actor.Finish(1));
        standingBy.ForEach(AwaitDone);
        var present = _members.Where(m => m.Part != SoakPart.Writer && m.IsActive).ToList();
        foreach (var member in _members.Where(m => m.Actor.Board.Finish == 0))
            member.Actor.Finish(1);
        _members.ForEach(AwaitDone);
        var cursor = _watch.Cursor;
        foreach (var member in present)
            Patience.Require(member.Actor.Position == cursor, $"{member.Name} ended at {member.Actor.Position} of {cursor} published");
        Patience.Require(!_watch.IsWriterAlive && !Enumerable.Range(0, RingLayout.MaxReaders).Any(_watch.View.IsReaderAlive), "a lifeline is held after all have left");
        _watch.Forget();
        Curtain.LeavesNothing(_ring, _members.Select(m => m.Actor));
        Counts.Records += cursor;
        Counts.Lost += _members.Where(m => m.Part == SoakPart.Observer).Sum(m => m.Actor.Board.Lost);
        _members.ForEach(m => _troupe.Return(m.Actor));
        _members.Clear();
    }

    private void AwaitDone(SoakMember member)
    {
        Patience.Until(() => member.Actor.Role == PeerState.Idle || (ContinueStopped() && member.Actor.Role == PeerState.Idle), () => $"{member.Name} ends; {Positions()}");
        var fault = member.Actor.AwaitDone(member.Name);
        Patience.Require(fault.Length == 0, $"{member.Name}: {fault}");
    }

    private void BuryTheDead()
    {
        foreach (var member in _members.Where(m => m.Actor.IsDead || (m.Actor.Role == PeerState.Idle && m.Actor.Board.Finish != 0)).ToList())
        {
            if (!member.Actor.IsDead)
                AwaitDone(member);
            if (member.Part == SoakPart.Observer)
                Counts.Lost += member.Actor.Board.Lost;
            _members.Remove(member);
            _troupe.Return(member.Actor);
        }
    }

    private void EnterReader()
    {
        var before = _random.Next(2) == 0 ? Pick(Active.Where(m => m.Part == SoakPart.Reader)) : null;
        Enter(SoakPart.Reader, $"read {_ring} reader-{_names + 1} {before?.Name}".TrimEnd());
    }

    private SoakMember Enter(SoakPart part, string line)
    {
        var member = new SoakMember(part, $"{part.ToString().ToLowerInvariant()}-{++_names}", _troupe.Take());
        member.Actor.Play(line);
        _members.Add(member);
        Counts.Count(SoakCounts.Arrivals);
        return member;
    }

    private string Positions() => string.Join(", ", _members.Select(m => $"{m.Name} {m.Actor.Role} at {m.Actor.Position}{(m.Actor.IsDead ? " †" : m.Actor.IsPaused ? " stopped" : "")}"));
}
