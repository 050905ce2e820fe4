using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.SteppedPeer;
using AlphaPulse.SteppedPeer.Roles;
using AlphaPulse.SteppedPeer.Shared;

namespace AlphaPulse.Reliability.Tests.Matrix;

/// <summary>One scene played once, with real processes: a victim at a step, an action, and what it means for the others.</summary>
internal sealed class Constellation : IDisposable
{
    // Six times what passes between two questions of a full writer, or of a reader behind another, about a dead process.
    internal static readonly TimeSpan Hold = TimeSpan.FromMilliseconds(60);

    private readonly Troupe _troupe;
    private readonly Scene _scene;
    private readonly StepPlan _plan;
    private readonly KillAction _action;
    private readonly Role? _paused;
    private readonly Dictionary<Role, Actor> _cast = [];
    private readonly Dictionary<Role, double> _goOnMs = [];
    private readonly Dictionary<Role, double> _sinceSignalMs = [];
    private readonly TimeSpan _hold;
    private readonly (Role Role, Flaw Flaw)? _flaw;

    internal Constellation(Troupe troupe, StepPlan plan, KillAction action, Role? paused = null, TimeSpan? hold = null, (Role Role, Flaw Flaw)? flaw = null)
    {
        _troupe = troupe;
        _plan = plan;
        _scene = plan.Scene();
        _action = action;
        _paused = paused;
        _hold = hold ?? Hold;
        _flaw = flaw;
        Directory = System.IO.Directory.CreateDirectory(Path.Combine(troupe.Root, $"stage-{Guid.NewGuid():N}")).FullName;
        Watch = new RingWatch(Ring);
    }

    internal string Directory { get; }

    internal string Ring => Path.Combine(Directory, "ring");

    /// <summary>The ring as an outsider sees it.</summary>
    internal RingWatch Watch { get; }

    internal long Cursor => Watch.Cursor;

    /// <summary>From the death to the last survivor's next progress; 0, 0 if nobody was killed.</summary>
    internal (long FromNs, long ToNs) Window { get; private set; }

    internal Actor this[Role role] => _cast[role];

    private IEnumerable<Role> Survivors => _scene.Others.Where(role => _cast.ContainsKey(role));

    /// <summary>Plays it. A cell for each other role, or one for the paused one.</summary>
    internal IReadOnlyList<Cell> Run()
    {
        var fault = "";
        try
        {
            Play();
        }
        catch (Exception e) when (e is BrokenPromiseException or RingException or IOException)
        {
            fault = $"{e.Message}; {Positions()}";
        }

        if (_paused is { } paused)
            return [Cell(paused, fault, _goOnMs.Count == 0 ? null : _goOnMs.MaxBy(p => p.Value).Key)];
        return [.. _scene.Others.Select(role => Cell(role, fault, _goOnMs.ContainsKey(role) ? role : null))];
    }

    /// <summary>Gives a new process a role. The ring's path stands for <c>{ring}</c>.</summary>
    internal Actor Enter(Role role, string line, int stopAt = 0)
    {
        var actor = _cast[role] = _troupe.Take();
        var flaw = _flaw is { } planted && planted.Role == role ? $" flaw:{planted.Flaw}" : "";
        actor.Play(line.Replace("{ring}", Ring, StringComparison.Ordinal) + flaw, stopAt);
        return actor;
    }

    internal void AwaitIn(Role role) => Patience.Until(() => this[role].Role == PeerState.In, () => $"the {role} is in ({this[role].Role})");

    /// <summary>Each of them makes progress after now.</summary>
    internal void AwaitProgress(IEnumerable<Role> roles)
    {
        var all = roles.ToList();
        all.ForEach(role => this[role].Mark());
        foreach (var role in all)
            Patience.Until(() => this[role].HasAnswered, () => $"the {role} goes on; {Positions()}");
    }

    /// <summary>Time passes while somebody is stopped; the condition holds throughout.</summary>
    internal void HoldWhile(Func<bool> condition, Func<string> what) =>
        Patience.Hold(_hold, () => Patience.Require(condition(), $"no longer: {what()}; {Positions()}"));

    /// <summary>Those that publish: the one writer, or those of many.</summary>
    internal IReadOnlyList<Actor> ActingWriters() =>
        [.. _cast.Where(p => p.Key.IsWriter() && !p.Value.IsDead && !p.Value.IsPaused && p.Value.Role == PeerState.In).Select(p => p.Value)];

    /// <summary>The writer, or each of many, is full because of this process, and because of no other.</summary>
    internal bool DoesWriterWaitFor(Actor reader) => ActingWriters() is { Count: > 0 } writers && writers.All(writer => Watch.DoesWaitFor(writer, reader));

    public void Dispose()
    {
        Watch.Dispose();
        foreach (var actor in _cast.Values)
            _troupe.Return(actor);
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private Cell Cell(Role other, string fault, Role? timed) => new(_plan.Protocol, _plan.Step, _action, other, fault)
    {
        GoOnMs = timed is { } role ? _goOnMs[role] : null,
        SinceSignalMs = timed is { } same ? _sinceSignalMs[same] : null,
    };

    private void Play()
    {
        _scene.Begin(this);
        _scene.Reach(this, _plan.Code);
        _scene.WhileStopped(this, _plan.Code);
        if (_action == KillAction.Pause)
        {
            this[_scene.Victim].Resume();
            _scene.AfterPause(this, _plan.Code);
            AwaitProgress(_scene.DoesVictimReturn ? Survivors.Append(_scene.Victim).Where(IsPartaking) : Survivors.Where(IsPartaking));
        }
        else
        {
            KillVictim();
        }

        _scene.BeforeCurtain(this);
        Curtain.Fall(this, _cast);
    }

    private void KillVictim()
    {
        if (_paused is { } held)
            this[held].Pause();
        var going = Survivors.Where(role => role != _paused).ToList();
        going.ForEach(role => this[role].Mark());
        var (sentNs, deadNs) = this[_scene.Victim].KillAndReap();
        foreach (var role in going)
        {
            Patience.Until(() => this[role].HasAnswered || (_paused is { } p && MayWaitFor(role, p)) || !IsPartaking(role), () => $"the {role} goes on after the death; {Positions()}");
            if (this[role].HasAnswered)
            {
                var answeredNs = Volatile.Read(ref this[role].Board.AnsweredNs);
                _goOnMs[role] = Math.Max(0, (answeredNs - deadNs) / 1e6);
                _sinceSignalMs[role] = Math.Max(0, (answeredNs - sentNs) / 1e6);
                Window = (deadNs, Math.Max(Window.ToNs, answeredNs));
            }
        }

        if (_paused is { } paused)
        {
            HoldWhile(() => KeepsItsPlace(paused), () => $"the paused {paused} keeps its place");
            this[paused].Resume();
        }

        AwaitProgress(Survivors.Where(IsPartaking));
    }

    /// <summary>False for who has ended, and for who stands by because the place it wants is taken by somebody who lives.</summary>
    private bool IsPartaking(Role role) => this[role].IsPlaying && !(this[role].Role == PeerState.Entering && _scene.IsTaken(this, role));

    /// <summary>Whether a role cannot go on because of a paused one.</summary>
    private bool MayWaitFor(Role role, Role paused)
    {
        if (Watch.HasManyWriters)
            return MayWaitForOneOfMany(role, paused);
        if (!paused.IsWriter() && !DoesWriterWaitFor(this[paused]))
            return false;
        return role.IsWriter() || !Watch.IsThere || this[role].Position == Cursor || (role == Role.ReaderBehind && this[role].Position == this[paused].Position);
    }

    /// <summary>A paused one of many writers holds up only whom its claim stands in the way of, or, as the last, whom nobody else writes for.</summary>
    private bool MayWaitForOneOfMany(Role role, Role paused)
    {
        var (cursor, isSettled) = (Cursor, Watch.Claim == Cursor);
        var isClaimed = paused.IsWriter() && Watch.DoesClaim(this[paused], cursor);
        if (!isClaimed && !(isSettled && (paused.IsWriter() ? ActingWriters().Count == 0 : DoesWriterWaitFor(this[paused]))))
            return false;
        if (role.IsWriter())
            return !isClaimed || Volatile.Read(ref this[role].Board.Stalled) == this[paused].Board.Index;
        return this[role].Position == cursor || (role == Role.ReaderBehind && this[role].Position == this[paused].Position);
    }

    private bool KeepsItsPlace(Role role)
    {
        var actor = this[role];
        if (actor.Role != PeerState.In || role.IsObserver())
            return true;
        if (role.IsWriter() && Watch.HasManyWriters)
            return Watch.StandsInWriterTable(actor);
        if (role.IsWriter())
            return Watch.IsWriterAlive && Cursor - actor.Position is >= 0 and < WriterRole.Capacity;
        return Watch.StandsInTable(actor);
    }

    internal string Positions() => string.Join(", ", _cast.Select(p => $"{p.Key} {p.Value.Role} at {p.Value.Position}{(p.Value.IsDead ? " †" : p.Value.IsPaused ? " paused" : "")}"));
}
