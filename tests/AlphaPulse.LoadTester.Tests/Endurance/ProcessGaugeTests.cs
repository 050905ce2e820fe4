using AlphaPulse.LoadTester.Endurance;
using AlphaPulse.Telemetry.Processes;

namespace AlphaPulse.LoadTester.Tests.Endurance;

public sealed class ProcessGaugeTests
{
    [Fact]
    public void Parse_StatusOfAProcess_AddsWhatIsSwappedOut()
    {
        var sample = ProcessGauge.Parse(new ProcessState(), "Name:\tx\nRssAnon:\t    100 kB\nRssShmem:\t 999 kB\nVmSwap:\t   20 kB\nThreads:\t7\n");

        Assert.Equal((120 * 1_024L, 7L), (sample.PrivateBytes, sample.Threads));
    }

    [Fact]
    public void Read_ThisProcess_SeesAnotherOpenFile()
    {
        var before = ProcessGauge.Read("me", Environment.ProcessId, HeapState.Read());
        var files = Enumerable.Range(0, 50).Select(_ => File.OpenRead("/dev/null")).ToList();
        var after = ProcessGauge.Read("me", Environment.ProcessId, HeapState.Read());
        files.ForEach(file => file.Dispose());

        // Other tests open and close some, too.
        Assert.True(after.Handles >= before.Handles + 20, $"{before.Handles} → {after.Handles}");
        Assert.True(after is { PrivateBytes: > 1_000_000, Threads: > 1 });
    }

    [Fact]
    public void Read_ProcessIsGone_KnowsNothing()
    {
        var sample = ProcessGauge.Read("gone", int.MaxValue, null);

        Assert.Equal((null, null, null), (sample.PrivateBytes, sample.Handles, sample.HeapGen2Bytes));
    }
}
