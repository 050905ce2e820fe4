using System.Diagnostics;
using System.Globalization;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.MarketData;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.LoadTester.Watching;

/// <summary>
/// A run that somebody else started, looked at from outside again and again. It takes no part in it: no lock is held, nothing is
/// written, and the run may end at any time. Not thread-safe.
/// </summary>
internal sealed class WatchedRun : IDisposable
{
    private readonly string _path;
    private readonly RunPlan _plan;
    private readonly WatchedRings _rings;
    private readonly RunTelemetry _telemetry;
    private readonly IntervalMeter _meter;
    private readonly List<WatchedProcess> _processes;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly long[] _updates;
    private readonly Dictionary<string, int> _venueNumbers;
    private long _lookedNs;

    private WatchedRun(string path, RunPlan plan, WatchedRings rings, RunTelemetry telemetry)
    {
        _path = path;
        _plan = plan;
        _rings = rings;
        _telemetry = telemetry;
        _processes = Processes(telemetry);
        _venueNumbers = InstrumentDirectory.Load(path).All.GroupBy(instrument => instrument.VenueName).ToDictionary(venue => venue.Key, venue => (int)venue.First().Venue);
        _updates = new long[plan.Phases.Count];

        // Whatever phase the feed is in, it is all one to whoever looks on.
        _meter = new IntervalMeter(telemetry, [.. plan.Phases.Select(_ => new RunPhase("watched", 0, long.MaxValue, IsMeasured: true))]);
        _meter.Start();
        Advance();
    }

    public string Path => _path;

    /// <summary>Whether what was opened is no longer what is there: a pipeline has come, or another one in its place.</summary>
    public bool IsOutdated
    {
        get
        {
            if (_telemetry.EnginePid is { } pid && Directory.Exists($"/proc/{pid}"))
                return false;
            try
            {
                using var now = RunTelemetry.Open(System.IO.Path.Combine(_path, "telemetry"), mustHaveEngine: false);
                return now.EngineCreatedAt != _telemetry.EngineCreatedAt;
            }
            catch (RingException)
            {
                return false;
            }
        }
    }

    /// <param name="path">The run's directory.</param>
    /// <exception cref="IOException">Its files are not complete yet, not there any more, or damaged.</exception>
    /// <exception cref="InvalidDataException">Its plan is damaged.</exception>
    public static WatchedRun Open(string path)
    {
        var plan = RunPlan.Load(path);
        var telemetry = RunTelemetry.Open(System.IO.Path.Combine(path, "telemetry"), mustHaveEngine: false);
        WatchedRings? rings = null;
        try
        {
            rings = new WatchedRings(System.IO.Path.Combine(path, "rings"));
            return new WatchedRun(path, plan, rings, telemetry);
        }
        catch
        {
            rings?.Dispose();
            telemetry.Dispose();
            throw;
        }
    }

    /// <summary>What happened since the last look.</summary>
    /// <exception cref="RingException">A file is damaged.</exception>
    public RunView Look()
    {
        var nowNs = (long)Stopwatch.GetElapsedTime(_started).TotalNanoseconds;
        var elapsedNs = nowNs - _lookedNs;
        _lookedNs = nowNs;

        // The readers' side first, so that nobody is ahead of the writer.
        var (venues, stages) = _rings.Look(elapsedNs, venue => _venueNumbers.TryGetValue(venue, out var number) ? _telemetry.ReadVenueGaps(number) : 0);
        var interval = _meter.Sample(nowNs);
        var seconds = elapsedNs / 1e9;
        var lastWriteNs = _telemetry.ReadLastWriteNs([.. Enumerable.Range(0, _plan.Phases.Count)]);
        return new RunView
        {
            Name = System.IO.Path.GetFileName(_path),
            Plan = _plan,
            Phase = _plan.Phases[Advance()].Name,
            ScheduleSecs = lastWriteNs == 0 ? null : lastWriteNs / 1e9,
            TradesPerSecond = interval.Trades / seconds,
            BookUpdatesPerSecond = interval.BookUpdates / seconds,
            Latency = new LatencyResults
            {
                Write = LatencySummaries.Of(interval.Write),
                Lag = LatencySummaries.Of(interval.Lag),
                Response = LatencySummaries.Of(interval.Response),
                Delivery = LatencySummaries.Of(interval.Delivery),
            },
            Totals = _telemetry.ReadTotals(_plan.Phases.Count),
            HasPipeline = stages.Count > 0,
            Venues = venues,
            Stages = stages,
            Processes = [.. _processes.Select(process => process.Look(elapsedNs, _telemetry.ReadGcCount(process.Name)))],
        };
    }

    public void Dispose()
    {
        _rings.Dispose();
        _telemetry.Dispose();
    }

    // The last phase that got something since the last look, or else that ever did.
    private int Advance()
    {
        var (moving, begun) = (-1, 0);
        for (var phase = 0; phase < _updates.Length; phase++)
        {
            var (trades, bookUpdates) = _telemetry.ReadCounts(phase);
            if (trades + bookUpdates > _updates[phase])
                moving = phase;
            _updates[phase] = trades + bookUpdates;
            if (_updates[phase] > 0)
                begun = phase;
        }

        return moving < 0 ? begun : moving;
    }

    private static List<WatchedProcess> Processes(RunTelemetry telemetry)
    {
        var processes = new List<WatchedProcess> { new("feedsim", telemetry.FeedPid) };
        if (telemetry.EnginePid is { } engine)
            processes.Add(new WatchedProcess("feedengine", engine));
        if (telemetry.Control is { } control)
            processes.Add(new WatchedProcess(control.ProcessName, control.ProcessId));
        if (LoadTester(telemetry.FeedPid) is { } parent)
            processes.Add(new WatchedProcess("loadtester", parent));
        return processes;
    }

    // A feed that runs by itself was started by a shell.
    private static int? LoadTester(int feed)
    {
        try
        {
            var line = File.ReadLines($"/proc/{feed}/status").FirstOrDefault(text => text.StartsWith("PPid:", StringComparison.Ordinal));
            return int.TryParse(line?[5..], NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out var parent)
                && File.ReadAllText($"/proc/{parent}/cmdline").Split('\0').Take(3).Any(argument => System.IO.Path.GetFileNameWithoutExtension(argument) == "loadtester")
                ? parent
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
