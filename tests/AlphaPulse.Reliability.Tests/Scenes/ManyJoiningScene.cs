using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.Reliability.Tests.Matrix;

namespace AlphaPulse.Reliability.Tests.Scenes;

/// <summary>A further one of many writers stands in the middle of joining. Another one comes meanwhile: nobody waits.</summary>
internal sealed class ManyJoiningScene : ManyWritersScene
{
    internal override Role Victim => Role.JoiningWriter;

    internal override IReadOnlyList<Role> Others { get; } = [Role.Writer, Role.SecondWriter, Role.SecondJoiningWriter, Role.Reader, Role.ReaderBehind, Role.Observer];

    internal override IReadOnlyList<Role> Pausable { get; } = [Role.Writer, Role.SecondWriter, Role.Reader, Role.ReaderBehind, Role.Observer];

    internal override void Reach(Constellation c, int code) => c.Enter(Role.JoiningWriter, "join-many {ring} 7", code).AwaitStopped(code);

    internal override void WhileStopped(Constellation c, int code)
    {
        EnterJoiningWriter(c, Role.SecondJoiningWriter);
        c.AwaitProgress(Others);
    }
}
