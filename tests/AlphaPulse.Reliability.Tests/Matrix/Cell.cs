using AlphaPulse.Reliability.Tests.Cast;

namespace AlphaPulse.Reliability.Tests.Matrix;

/// <summary>One cell of the matrix: what a death or pause at a step meant for one other role.</summary>
/// <param name="Protocol">Its protocol, as the table calls it.</param>
/// <param name="Step">Its name.</param>
/// <param name="Action">What was done.</param>
/// <param name="Other">The role that looked on; with <see cref="KillAction.KillWhileAnotherIsPaused"/> the paused one.</param>
/// <param name="Fault">Empty if all promises held.</param>
internal sealed record Cell(string Protocol, string Step, KillAction Action, Role Other, string Fault)
{
    /// <summary>From the moment at which the kernel is done with the dead process to the role's next progress; null where nothing was measured.</summary>
    internal double? GoOnMs { get; init; }

    /// <summary>The same from the signal on: with the kernel's own part.</summary>
    internal double? SinceSignalMs { get; init; }

    internal bool HasPassed => Fault.Length == 0;
}
