using AlphaPulse.LoadTester.Endurance;
using AlphaPulse.LoadTester.Sampling;

namespace AlphaPulse.LoadTester.Tests.Endurance.Trends;

/// <summary>
/// The log lines of a run as it looks on a shared machine: warm-up, saws of the collector, values that resemble their predecessors, a
/// day's rhythm, and noisy neighbours that come and go. With a seed, the same run each time.
/// </summary>
internal sealed class SimulatedRun(int seed, PlantedFault fault, double hours = 24, int sessions = 1, int intervalSecs = 10)
{
    private static readonly DateTime s_start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly Random _random = new(seed);
    private readonly Dictionary<string, double> _wander = [];

    // Of the day: when it is busiest is as good as random.
    private double _phase;
    private double _neighbourUntil;
    private double _nextNeighbour;

    public IEnumerable<(LogLine Line, SegmentHeader Header)> Lines()
    {
        _phase = _random.NextDouble() * 2 * Math.PI;
        _nextNeighbour = Exponential(3);
        var (linesASession, line) = ((int)(hours * 3_600 / intervalSecs / sessions), 0);
        for (var session = 1; session <= sessions; session++)
        {
            // An outage of half a minute before each session but the first.
            var startSecs = (session - 1) * ((linesASession * intervalSecs) + 30.0);
            var header = new SegmentHeader
            {
                Schema = SegmentHeader.SchemaName,
                Run = "simulated",
                Segment = session,
                Session = session,
                SessionStartedAt = s_start.AddSeconds(startSecs),
                SessionStartedMonotonicNs = (long)(startSecs * 1e9),
                BootId = "boot",
                IntervalSecs = intervalSecs,
            };
            _wander.Clear();
            for (var i = 0; i < linesASession; i++, line++)
                yield return (Line(session, i, startSecs), header);
        }
    }

    private LogLine Line(int session, int index, double startSecs)
    {
        var sessionHours = index * intervalSecs / 3_600.0;
        var runHours = (startSecs / 3_600) + sessionHours;
        var day = Math.Sin((2 * Math.PI * runHours / 24) + _phase);
        if (runHours > _nextNeighbour)
            (_neighbourUntil, _nextNeighbour) = (runHours + Exponential(0.4), runHours + Exponential(3));
        var neighbour = runHours < _neighbourUntil ? 1.0 : 0;
        var updates = 75_000.0 * intervalSecs * (1 + (fault.ThroughputSharePerHour * runHours)) + (Gauss() * 40);
        var writeP50 = 85 * (1 + (0.02 * day) + (0.05 * neighbour) + Wander("p50", 0.98, 0.004));
        var writeP99 = (600 * (1 + (0.05 * day) + neighbour + Wander("p99", 0.95, 0.02) + (0.1 * Math.Abs(Gauss())))) + (fault.WriteP99NsPerHour * runHours);
        var deliveryP50 = (110_000 * (1 + (0.02 * day) + (0.3 * neighbour) + Wander("d50", 0.98, 0.01))) + (fault.DeliveryP50NsPerHour * runHours);
        var deliveryP99 = 900_000 * (1 + (0.05 * day) + (3 * neighbour) + Wander("d99", 0.95, 0.03) + (0.3 * Math.Abs(Gauss())));
        return new LogLine
        {
            Session = session,
            At = s_start.AddHours(runHours),
            MonotonicNs = (long)(runHours * 3.6e12),
            StartNs = (long)index * intervalSecs * 1_000_000_000,
            EndNs = (index + 1L) * intervalSecs * 1_000_000_000,
            Trades = (long)(updates * 0.8),
            OrderbookUpdates = (long)(updates * 0.2),
            MemoryBytes = 200_000_000,
            RingLagEvents = (long)(Math.Abs(Gauss()) * 20 * (1 + (50 * neighbour)) + (fault.RingLagPerHour * sessionHours)),
            WriteP50Ns = (long)writeP50,
            WriteP99Ns = (long)writeP99,
            DeliveryP50Ns = (long)deliveryP50,
            DeliveryP99Ns = (long)deliveryP99,
            Totals = new RunTotals(),
            Processes =
            [
                Process("feedsim", 60e6, sessionHours, fault.NativeBytesPerHour * sessionHours, 0, 0, 0),
                Process("feedengine", 45e6, sessionHours, StepOf(runHours) + (fault.RampBytesPerHour * Math.Max(0, Math.Min(runHours, fault.RampUntilHours) - fault.RampFromHours)), fault.ManagedBytesPerHour * sessionHours, fault.HandlesPerHour * sessionHours, fault.ThreadsPerHour * sessionHours),
                Process("loadtester", 70e6, sessionHours, 0, 0, 0, 0),
            ],
        };
    }

    private double StepOf(double runHours) => runHours >= fault.StepAtHours ? fault.StepBytes : 0;

    private ProcessState Process(string name, double baseBytes, double sessionHours, double native, double managed, double handles, double threads)
    {
        // The heap is what the last collection left: it moves only when there is one, every quarter of an hour or so.
        var sinceCollection = sessionHours * 4 % 1;
        var atCollection = sinceCollection < intervalSecs / 900.0 || !_wander.ContainsKey(name + "heap");
        var heap = atCollection ? _wander[name + "heap"] = 3e6 + managed + Wander(name + "live", 0.9, 60_000) : _wander[name + "heap"];
        var warmUp = 8e6 * (1 - Math.Exp(-sessionHours / 0.15));
        var saw = 6e6 * sinceCollection;
        var isBusy = _random.NextDouble() < 0.02;
        return new ProcessState
        {
            Name = name,
            Pid = 1,
            PrivateBytes = (long)(baseBytes + warmUp + saw + native + managed + Wander(name + "private", 0.995, 40_000) + (isBusy ? 2e6 : 0)),
            Handles = (long)(120 + handles + (isBusy ? 3 : 0)),
            HandleLimit = 1_024,
            Threads = (long)(14 + threads + (isBusy ? 1 : 0)),
            HeapGen0Bytes = 0,
            HeapGen1Bytes = 200_000,
            HeapGen2Bytes = (long)heap,
            HeapLargeBytes = 400_000,
            HeapPinnedBytes = 8_000,
            HeapAfterFullBytes = (long)heap + 608_000,
            FullCollections = 1 + (long)(sessionHours * 4),
        };
    }

    // First-order autoregression; the scale is that of its steps.
    private double Wander(string name, double memory, double step) => _wander[name] = (memory * _wander.GetValueOrDefault(name)) + (step * Gauss());

    private double Gauss() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private double Exponential(double mean) => -mean * Math.Log(1 - _random.NextDouble());
}
