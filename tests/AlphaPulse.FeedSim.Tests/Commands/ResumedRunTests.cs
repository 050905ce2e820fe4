using System.Diagnostics;
using AlphaPulse.FeedSim.Auditing;
using AlphaPulse.FeedSim.Exchanges;
using AlphaPulse.MarketData;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.Telemetry.Clocks;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.FeedSim.Tests.Commands;

/// <summary>A feedsim that was killed is gone on with by another one: same rings, same schedule, counts that close.</summary>
public sealed class ResumedRunTests : IDisposable
{
    private readonly DirectoryInfo _base = Directory.CreateTempSubdirectory("alphapulse-test-");
    private readonly Clock _clock = Clock.Calibrate();
    private readonly RunDirectory _run;

    public ResumedRunTests() => _run = new RunRegistry(_base.FullName).Create("run");

    public void Dispose()
    {
        _run.Remove();
        _base.Delete(recursive: true);
    }

    [Fact]
    public void Resume_AfterAKill_GoesOnWithASnapshotAndBooksAgree()
    {
        // Long enough for a second process to come up; one that comes too late finds nothing but the end, and counts that.
        (RunPlans.Simulated("constant", 10_000, 5_000, warmUpMs: 0, durationMs: 10_000) with { Clock = _clock.Calibration }).Save(_run.Path);
        using var killed = Start();
        Assert.Equal("ready", killed.StandardOutput.ReadLine());
        using var reader = GatedReader<MarketEvent>.Attach(_run.RingPath(SimulatedVenues.NameOf(0)), new ReaderOptions { Name = "test" });
        var originNs = _clock.NowNs();
        killed.StandardInput.WriteLine($"start {originNs}");
        var books = Enumerable.Range(0, 3).Select(_ => new AuditedBook()).ToArray();
        var checks = Read(reader, books, until: 20_000);
        Assert.True(checks > 0);
        killed.Kill();
        killed.WaitForExit();
        Read(reader, books, until: reader.Cursor);
        Assert.DoesNotContain(books, book => book.WasMismatched);
        var boundary = reader.Position;

        using var resumed = Start("--resume");
        Assert.Equal("ready", resumed.StandardOutput.ReadLine());
        Assert.Equal((2u, boundary), (reader.WriterEpoch, reader.EpochStart));
        resumed.StandardInput.WriteLine($"start {originNs}");
        Eventually(() => reader.Available() > 0);
        Assert.Equal(EventKind.SnapshotBegin, reader[boundary].Kind);
        Assert.Equal("done", ReadToDone(resumed, reader, books));
        resumed.WaitForExit();
        Assert.Equal(0, resumed.ExitCode);
        Assert.DoesNotContain(books, book => book.WasMismatched);

        // What was due was sent by one of the two, or by nobody, which is counted. One that was killed may not have counted its last update.
        using var telemetry = TelemetryFile.OpenRead(Path.Combine(_run.TelemetryPath, "feedsim"));
        var sent = telemetry.SumCounters("phase.0.trades") + telemetry.SumCounters("phase.0.book_updates");
        var scheduled = telemetry.SumCounters("phase.0.trades_scheduled") + telemetry.SumCounters("phase.0.book_updates_scheduled");
        var missed = telemetry.SumCounters("missed_updates");
        Assert.True(missed > 0);
        Assert.Equal(150_000, scheduled);
        Assert.Equal(scheduled, sent + missed);
        Assert.InRange(reader.Position - telemetry.SumCounters("total.events"), 0, 20);
    }

    [Fact]
    public void Resume_WhileTheFirstOneLives_IsRefused()
    {
        (RunPlans.Simulated("constant", 1_000, 500, warmUpMs: 0, durationMs: 600_000) with { Clock = _clock.Calibration }).Save(_run.Path);
        using var living = Start();
        Assert.Equal("ready", living.StandardOutput.ReadLine());
        using var second = Start("--resume");
        second.WaitForExit();
        Assert.Equal(2, second.ExitCode);
        Assert.Contains("its writer is alive", second.StandardError.ReadToEnd(), StringComparison.Ordinal);
        living.StandardInput.Close();
        living.WaitForExit();
    }

    [Fact]
    public void Resume_WithoutAParent_IsRefused()
    {
        var (exitCode, _, error) = FeedSimProcess.Run("run", "--resume");
        Assert.Equal(2, exitCode);
        Assert.Contains("--resume: needs --controlled", error, StringComparison.Ordinal);
    }

    private Process Start(params string[] more) => FeedSimProcess.Start(["run", "--plan", _run.File(RunPlan.FileName), "--controlled", .. more]);

    private static string? ReadToDone(Process feedsim, GatedReader<MarketEvent> reader, AuditedBook[] books)
    {
        var done = feedsim.StandardOutput.ReadLineAsync();
        while (!done.IsCompleted || reader.Available() > 0)
            Read(reader, books, until: reader.Cursor);
        return done.Result;
    }

    private static int Read(GatedReader<MarketEvent> reader, AuditedBook[] books, long until)
    {
        var checks = 0;
        while (reader.Position < until)
        {
            Eventually(() => reader.Available() > 0);
            var available = reader.Available();
            for (var i = 0L; i < available; i++)
            {
                ref readonly var e = ref reader[reader.Position + i];
                books[e.InstrumentId].Apply(e);
                checks += e.Kind == EventKind.HashCheck ? 1 : 0;
            }

            reader.Release(available);
        }

        return checks;
    }

    private static void Eventually(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(60)));
}
