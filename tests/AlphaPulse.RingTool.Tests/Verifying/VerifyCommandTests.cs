using System.Text.Json;

namespace AlphaPulse.RingTool.Tests.Verifying;

/// <summary>The real soak between two processes, and that each planted fault is found by it.</summary>
public sealed class VerifyCommandTests : IDisposable
{
    private readonly RingDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(16, 64)]
    [InlineData(64, 4096)]
    [InlineData(4096, 16)]
    public void Verify_RealRing_FindsNothingAndLeavesNothing(int recordBytes, int capacity)
    {
        var run = ToolProcess.Run("verify", "--seconds", "1", "--record-bytes", $"{recordBytes}", "--capacity", $"{capacity}", "--dir", _directory.Path, "--json");

        Assert.True(run.ExitCode == 0, run.Output + run.Notes);
        var report = JsonDocument.Parse(run.Output).RootElement;
        Assert.True(report.GetProperty("published").GetInt64() > 0);
        Assert.True(report.GetProperty("is_passed").GetBoolean());
        Assert.NotEqual(report.GetProperty("writer_pid").GetInt32(), report.GetProperty("reader_pid").GetInt32());
        Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));
    }

    [Theory]
    [InlineData("torn")]
    [InlineData("lost")]
    [InlineData("doubled")]
    public void Verify_PlantedFault_IsFoundByTheGatedReader(string fault)
    {
        var run = ToolProcess.Run("verify", "--seconds", "1", "--dir", _directory.Path, "--json", "--fault", fault);

        Assert.True(run.ExitCode == 10, run.Output + run.Notes);
        var gated = JsonDocument.Parse(run.Output).RootElement.GetProperty("gated");
        Assert.Equal([fault], new[] { "torn", "lost", "doubled" }.Where(count => gated.GetProperty(count).GetInt64() > 0));
        Assert.Contains("FAILED", ToolProcess.Run("verify", "--seconds", "1", "--dir", _directory.Path, "--fault", fault).Output);
    }

    [Theory]
    [InlineData("--seconds 0", "--seconds 0: must be")]
    [InlineData("--seconds NaN", "--seconds NaN: must be")]
    [InlineData("--record-bytes 63", "--record-bytes 63: must be one of 16, 64")]
    [InlineData("--capacity 3", "--capacity 3: must be a power of two")]
    [InlineData("--fault odd", "--fault odd: must be")]
    [InlineData("--dir /nowhere", "does not exist")]
    public void Verify_BadOption_IsNamed(string arguments, string expected)
    {
        var run = ToolRun.Of(["verify", .. arguments.Split(' ')]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Notes);
    }
}
