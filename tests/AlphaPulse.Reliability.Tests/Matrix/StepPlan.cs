using AlphaPulse.SteppedPeer.Shared;

namespace AlphaPulse.Reliability.Tests.Matrix;

/// <summary>A row of the matrix: a step, and the scene in which a process reaches it.</summary>
/// <param name="Protocol">As the table calls it.</param>
/// <param name="Code">The step, see <see cref="StepCode"/>.</param>
/// <param name="Scene">Makes a new scene.</param>
internal sealed record StepPlan(string Protocol, int Code, Func<Scene> Scene)
{
    internal string Step => StepCode.NameOf(Code);
}
