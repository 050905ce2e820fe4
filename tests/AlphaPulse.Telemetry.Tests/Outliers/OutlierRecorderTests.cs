using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.Telemetry.Outliers;
using AlphaPulse.Telemetry.Processes;
using Xunit;

namespace AlphaPulse.Telemetry.Tests.Outliers;

public sealed class OutlierRecorderTests : IDisposable
{
    private const long ThresholdNs = 10_000;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Write_WithPagesTouchedForTheFirstTime_CountsTheirFaults()
    {
        const int pages = 64;
        using var recorder = Create(spins: false, out var observer);
        using var reader = observer;
        recorder.Begin();
        recorder.BeforeSleep(1_000);
        TouchNewPages(pages);

        recorder.Write(2_000, 3_000, 20_000, venue: 2, sequence: 77, waitedForSpace: true);

        Assert.Equal(ObserveStatus.Read, observer.TryRead(out var outlier));
        Assert.Equal((OutlierKind.Write, 2_000L, 3_000L, 20_000L, 17_000L), (outlier.Kind, outlier.IntendedNs, outlier.StartNs, outlier.EndNs, outlier.DurationNs));
        Assert.Equal((2, 77L, 1, 1_000L), (outlier.Venue, outlier.Sequence, outlier.WaitedForSpace, outlier.CountersFromNs));
        Assert.Equal(ThreadCores.ThreadId, outlier.ThreadId);
        Assert.True(outlier.MinorFaults >= pages, $"{outlier.MinorFaults} faults of {pages} pages");

        // They are counted once.
        recorder.Write(20_000, 20_000, 40_000, venue: 0, sequence: 78, waitedForSpace: false);
        Assert.Equal(ObserveStatus.Read, observer.TryRead(out var next));
        Assert.True(next.MinorFaults < pages);
        Assert.Equal(20_000, next.CountersFromNs);
    }

    [Theory]
    [InlineData(false, ThresholdNs + OutlierRecorder.WakeAllowanceNs)]
    [InlineData(true, ThresholdNs)]
    public void WokeUp_FromTheThresholdOn_IsRecorded(bool spins, long thresholdNs)
    {
        using var recorder = Create(spins, out var observer);
        using var reader = observer;
        recorder.Begin();
        recorder.BeforeSleep(0);

        recorder.WokeUp(500_000, 500_000 + thresholdNs - 1);
        Assert.Equal(ObserveStatus.Empty, observer.TryRead(out _));

        recorder.BeforeSleep(600_000);
        recorder.WokeUp(1_000_000, 1_000_000 + thresholdNs);
        Assert.Equal(ObserveStatus.Read, observer.TryRead(out var outlier));
        Assert.Equal((OutlierKind.WakeUp, -1L, -1, thresholdNs), (outlier.Kind, outlier.Sequence, outlier.Venue, outlier.DurationNs));
        Assert.Equal(0, outlier.VoluntarySwitches);
    }

    [Fact]
    public void Off_WhateverHappens_HasNoThresholdToReach()
    {
        var recorder = OutlierRecorder.Off;
        recorder.Begin();
        recorder.BeforeSleep(0);
        recorder.WokeUp(0, long.MaxValue - 1);
        recorder.Write(0, 0, long.MaxValue - 1, 0, 0, waitedForSpace: false);
        Assert.Equal((long.MaxValue, long.MaxValue), (recorder.WriteThresholdNs, recorder.WakeThresholdNs));
    }

    private OutlierRecorder Create(bool spins, out Observer<OutlierRecord> observer)
    {
        NoiseFiles.CreateDirectories(_directory.Path);
        var recorder = new OutlierRecorder(NoiseFiles.CreateOutliers(_directory.Path, "p", "pacer.0"), ThresholdNs, spins, default);
        observer = Observer<OutlierRecord>.Attach(Assert.Single(NoiseFiles.OutlierRings(_directory.Path)));
        return recorder;
    }

    private static void TouchNewPages(int pages)
    {
        var bytes = pages * Environment.SystemPageSize;
        using var file = System.IO.MemoryMappedFiles.MemoryMappedFile.CreateNew(null, bytes);
        using var view = file.CreateViewAccessor();
        for (var page = 0; page < pages; page++)
            view.Write((long)page * Environment.SystemPageSize, (byte)1);
    }
}
