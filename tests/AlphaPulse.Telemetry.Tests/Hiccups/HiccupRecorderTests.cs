using System.Diagnostics;
using AlphaPulse.Telemetry.Hiccups;
using AlphaPulse.Telemetry.Histograms;
using AlphaPulse.Telemetry.Processes;
using AlphaPulse.Telemetry.Shared;
using Xunit;

namespace AlphaPulse.Telemetry.Tests.Hiccups;

public sealed class HiccupRecorderTests : IDisposable
{
    private const long PeriodNs = 1_000_000;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Run_OnEachAllowedCore_RecordsEveryPeriodHoweverLate()
    {
        var cores = ThreadCores.Allowed();
        var builder = new TelemetryBuilder("p");
        using var recorder = new HiccupRecorder(builder, new HiccupOptions(PeriodNs, 0, long.MaxValue), default);
        using var writer = builder.Create(_directory.File("t"));
        using var reader = TelemetryFile.OpenRead(writer.Path);
        Assert.Equal(cores, reader.HistogramNames.Select(name => HiccupRecorder.TryCoreOf(name, out var core) ? core : -1).Order());
        var started = Stopwatch.GetTimestamp();

        recorder.Start();

        Assert.True(SpinWait.SpinUntil(() => cores.All(core => Count(reader, core) >= 100), s_patience));
        recorder.Dispose();
        var periods = Stopwatch.GetElapsedTime(started).TotalNanoseconds / PeriodNs;
        Assert.All(cores, core => Assert.InRange(Count(reader, core), 100, (long)periods + 1));
        var histogram = new LongHistogram(HistogramLayout.LatencyNs);
        reader.Snapshot(HiccupRecorder.HistogramName(cores[0]), histogram);
        Assert.True(histogram.Max > 0);
    }

    [Theory]
    [InlineData("hiccup.core.0/hiccup", true, 0)]
    [InlineData("hiccup.core.63/hiccup", true, 63)]
    [InlineData("hiccup.core./hiccup", false, 0)]
    [InlineData("hiccup.core.x/hiccup", false, 0)]
    [InlineData("pacer.0/phase.1.write", false, 0)]
    public void TryCoreOf_NameOfAHistogram_IsTheCoreOrFalse(string name, bool expected, int expectedCore)
    {
        Assert.Equal(expected, HiccupRecorder.TryCoreOf(name, out var core));
        Assert.Equal(expectedCore, core);
    }

    private static long Count(TelemetryFile file, int core)
    {
        var histogram = new LongHistogram(HistogramLayout.LatencyNs);
        file.Snapshot(HiccupRecorder.HistogramName(core), histogram);
        return histogram.TotalCount;
    }
}
