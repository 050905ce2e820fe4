using AlphaPulse.EndToEnd.Tests.Repository;

namespace AlphaPulse.EndToEnd.Tests.Programs;

public sealed class RingSampleTests
{
    [Fact]
    public void Read_WriterKilled_EndsWithAMessage()
    {
        using var sandbox = new Sandbox();
        var writer = StartWriter(sandbox);
        var reader = sandbox.StartFile("dotnet", BuiltPrograms.RingSample, "read", sandbox.Rings);
        sandbox.Eventually(() => reader.Output.Contains(" ns after it was written\n", StringComparison.Ordinal), "something is read", reader);
        writer.Signal(UnixSignal.Kill);
        var ended = reader.WaitForEnd();
        Assert.Equal((1, "The writer ended without closing its ring.\n"), (ended.ExitCode, ended.Errors));
    }

    [Fact]
    public void Read_OutputClosed_Ends()
    {
        using var sandbox = new Sandbox();
        StartWriter(sandbox);
        var ended = sandbox.RunFile("bash", "-c", $"set -o pipefail; dotnet '{BuiltPrograms.RingSample}' read '{sandbox.Rings}' | head -1");
        Assert.Equal((1, "Broken pipe\n"), (ended.ExitCode, ended.Errors));
        Assert.EndsWith(" ns after it was written\n", ended.Output, StringComparison.Ordinal);
    }

    private static StartedProgram StartWriter(Sandbox sandbox)
    {
        var writer = sandbox.StartFile("dotnet", BuiltPrograms.RingSample, "write", sandbox.Rings);
        sandbox.Eventually(() => File.Exists(Path.Combine(sandbox.Rings, "hello", "rings", "ticks", "data")), "there is a ring", writer);
        return writer;
    }
}
