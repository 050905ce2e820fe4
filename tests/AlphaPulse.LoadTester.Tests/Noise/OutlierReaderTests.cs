using AlphaPulse.LoadTester.Noise;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.Telemetry.Clocks;
using AlphaPulse.Telemetry.Outliers;

namespace AlphaPulse.LoadTester.Tests.Noise;

public sealed class OutlierReaderTests : IDisposable
{
    private const long Second = 1_000_000_000;
    private readonly TemporaryDirectory _directory = new();

    public OutlierReaderTests() => NoiseFiles.CreateDirectories(_directory.Path);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Finish_OutliersOfTwoWriters_CountsThoseOfTheMeasuredTimeByCause()
    {
        using var first = NoiseFiles.CreateOutliers(_directory.Path, "feedsim", "pacer.0");
        using var second = NoiseFiles.CreateOutliers(_directory.Path, "feedsim", "pacer.1");
        using var runtime = NoiseFiles.CreateSpans(_directory.Path, "feedsim", "runtime");
        var csv = Path.Combine(_directory.Path, "outliers.csv");
        using var sink = OutlierCsv.Create(csv);
        using var reader = OutlierReader.Open(_directory.Path, Plan(10_000), [sink])!;
        reader.Begin(Second, 10 * Second);

        first.TryPublish(Write(Second - 1, 30_000));
        first.TryPublish(Write(2 * Second, 30_000));
        second.TryPublish(Write(2 * Second, 50_000));
        reader.Read(3 * Second);

        // The runtime tells of a collection only after the outlier has been read.
        second.TryPublish(Write(3 * Second, 800_000));
        reader.Read((3 * Second) + 1_000_000);
        runtime.TryPublish(new SpanRecord { Kind = SpanKind.GcSuspension, StartNs = 3 * Second, EndNs = (3 * Second) + 800_000, Core = -1 });
        reader.Read(5 * Second);
        first.TryPublish(Write(10 * Second, 30_000));
        var results = reader.Finish();

        Assert.Equal((3, 3, 0, 0), (results.Recorded, results.Writes, results.WakeUps, results.Lost));
        Assert.Equal((10_000, 90_000, 880_000), (results.ThresholdNs, results.WakeThresholdNs, results.TimeNs));
        Assert.Equal((1, 800_000L), Of(results, "gc_suspension"));
        Assert.Equal((2, 80_000L), Of(results, "unexplained"));
        Assert.Equal(OutlierCauses.All.Count, results.Causes.Count);
        Assert.Equal([800_000, 50_000, 30_000], results.Worst.Select(outlier => outlier.DurationNs));
        Assert.Equal((2.0, 1.0), (results.Worst[0].AtSecs, results.Worst[2].AtSecs));
        var lines = File.ReadAllLines(csv);
        Assert.Equal(OutlierCsv.Header, lines[0]);
        Assert.Equal(3, lines.Length - 1);
        Assert.All(lines, line => Assert.Equal(OutlierCsv.Header.Count(c => c == ','), line.Count(c => c == ',')));
    }

    [Fact]
    public void Finish_RingThatWasLapped_SaysHowManyAreLost()
    {
        using var ring = NoiseFiles.CreateOutliers(_directory.Path, "feedsim", "pacer.0");
        using var reader = OutlierReader.Open(_directory.Path, Plan(10_000), [])!;
        reader.Begin(0, 10 * Second);
        var published = ring.Capacity * 3;
        for (var i = 0L; i < published; i++)
            ring.TryPublish(Write(i, 20_000));

        var results = reader.Finish();

        Assert.Equal(published, results.Recorded + results.Lost);
        Assert.True(results.Lost >= ring.Capacity, $"{results.Lost} lost");
    }

    [Fact]
    public void Open_RunWithoutOutliers_IsNull()
    {
        Assert.Null(OutlierReader.Open(_directory.Path, Plan(0), []));
        Assert.Null(OutlierReader.Open(_directory.Path, Plan(0) with { Noise = null }, []));
    }

    [Fact]
    public void Add_DiskThatIsFull_IsAFaultAndNoException()
    {
        using var csv = OutlierCsv.Create("/dev/full");
        for (var i = 0; i < 1_000; i++)
            csv.Add(Write(0, 20_000), 0, OutlierCause.Unexplained, new long[OutlierCauses.All.Count]);
        csv.EndOutliers();
        Assert.Contains("/dev/full", csv.Fault, StringComparison.Ordinal);
    }

    private static (long Count, long TimeNs) Of(OutlierResults results, string cause) => results.Causes.Where(share => share.Cause == cause).Select(share => (share.Count, share.TimeNs)).Single();

    private static OutlierRecord Write(long startNs, long durationNs) => new() { Kind = OutlierKind.Write, IntendedNs = startNs, StartNs = startNs, EndNs = startNs + durationNs };

    private static RunPlan Plan(long thresholdNs) => new()
    {
        Name = "test",
        Clock = default(Clock).Calibration,
        Phases = [new RunPhase("run", 0, 10 * Second, IsMeasured: true)],
        Noise = new NoisePlan { OutlierThresholdNs = thresholdNs, HiccupPeriodNs = 1_000_000 },
    };
}
