using AlphaPulse.Reliability.Tests.Cast;

namespace AlphaPulse.Reliability.Tests.Matrix;

/// <summary>Who is there when a process reaches a step, how it gets there, and who may go on while it stands.</summary>
internal abstract class Scene
{
    /// <summary>Who is stopped at the step.</summary>
    internal abstract Role Victim { get; }

    /// <summary>Those who must go on when the victim dies, or goes on.</summary>
    internal abstract IReadOnlyList<Role> Others { get; }

    /// <summary>Those of them who are paused in turn while the victim is killed.</summary>
    internal virtual IReadOnlyList<Role> Pausable => Others;

    /// <summary>Whether the victim goes on when it may.</summary>
    internal virtual bool DoesVictimReturn => true;

    /// <summary>Puts everybody in place.</summary>
    internal abstract void Begin(Constellation c);

    /// <summary>Leads the victim to the step.</summary>
    internal abstract void Reach(Constellation c, int code);

    /// <summary>Looks that who must wait waits, that the others do not, and that nothing is taken from the victim.</summary>
    internal abstract void WhileStopped(Constellation c, int code);

    /// <summary>Whether the place that a role waits for is somebody's who lives.</summary>
    internal virtual bool IsTaken(Constellation c, Role role) => role.IsWriter() && c.Watch.IsWriterAlive;

    /// <summary>When the victim goes on after a pause, before anybody ends.</summary>
    internal virtual void AfterPause(Constellation c, int code)
    {
    }

    /// <summary>When all go on, whatever was done.</summary>
    internal virtual void BeforeCurtain(Constellation c)
    {
    }
}
