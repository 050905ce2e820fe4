using System.Diagnostics;
using AlphaPulse.LoadTester.Running;

namespace AlphaPulse.LoadTester.Tests.Running;

public sealed class ChildProcessTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void Await_LineAmongOthers_IsFound()
    {
        using var child = Shell("echo loading; echo ready; read order; echo got $order");

        child.Await("ready", s_patience, CancellationToken.None);
        child.Send("start 5");
        child.Await("got start 5", s_patience, CancellationToken.None);
    }

    [Fact]
    public void Await_ChildThatExits_TellsCodeAndLastErrorLine()
    {
        using var child = Shell("echo first >&2; echo 'ring: no space' >&2; exit 2");

        var exception = Assert.Throws<ChildException>(() => child.Await("ready", s_patience, CancellationToken.None));

        Assert.Equal("peer exited with 2: ring: no space", exception.Message);
        Assert.Equal(2, exception.ExitCode);
        Assert.Equal(["first", "ring: no space"], exception.ErrorLines);
    }

    [Theory]
    [InlineData("exit 0", null)]
    [InlineData("exit 130", null)]
    [InlineData("echo 'not everything was applied' >&2; exit 1", "peer exited with 1: not everything was applied")]
    public void FailureAfterDone_ExitAfterDone_IsToldWithItsReason(string end, string? failure)
    {
        using var child = Shell($"echo done; {end}");
        child.Await("done", s_patience, CancellationToken.None);

        Assert.Equal(failure, child.FailureAfterDone(s_patience));
    }

    [Fact]
    public void Await_ChildThatIsKilled_SaysSo()
    {
        using var child = Shell("kill -9 $$");

        Assert.Equal("peer was killed (SIGKILL)", Assert.Throws<ChildException>(() => child.Await("ready", s_patience, CancellationToken.None)).Message);
    }

    [Fact]
    public void Await_LineOfAChildThatExitsRightAfter_IsNotMissed()
    {
        using var child = Shell("echo ready; echo done");

        child.Await("ready", s_patience, CancellationToken.None);
        child.Await("done", s_patience, CancellationToken.None);
    }

    [Fact]
    public void Await_SilentChild_TimesOut()
    {
        using var child = Shell("read line");

        var exception = Assert.Throws<ChildException>(() => child.Await("ready", TimeSpan.FromMilliseconds(50), CancellationToken.None));

        Assert.Equal("peer did not say 'ready' within 0.1 s", exception.Message);
        Assert.Null(exception.ExitCode);
    }

    [Fact]
    public void Await_Cancelled_Throws()
    {
        using var child = Shell("read line");
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => child.Await("ready", s_patience, cancelled.Token));
    }

    [Theory]
    [InlineData("echo ready; read line")]
    [InlineData("trap '' TERM; echo ready; while :; do sleep 1; done")]
    public void Dispose_ChildThatRuns_IsGoneAfterwards(string script)
    {
        var child = Shell(script);
        child.Await("ready", s_patience, CancellationToken.None);
        var pid = child.Pid;

        child.Dispose();

        Assert.False(Directory.Exists($"/proc/{pid}"));
    }

    [Fact]
    public void Start_ProgramThatIsMissing_IsOneLine()
    {
        var exception = Assert.Throws<ChildException>(() => ChildProcess.Start("peer", new ProcessStartInfo("/no/such/program")));

        Assert.StartsWith("peer cannot be started: ", exception.Message);
    }

    private static ChildProcess Shell(string script) => ChildProcess.Start("peer", new ProcessStartInfo("/bin/sh", ["-c", script]));
}
