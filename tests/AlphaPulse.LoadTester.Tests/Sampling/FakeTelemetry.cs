using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.LoadTester.Tests.Sampling;

/// <summary>The telemetry files of both programs, written by a test. Two phases, two writers.</summary>
internal sealed class FakeTelemetry : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly TelemetryBuilder _feed = new("feedsim");
    private readonly TelemetryBuilder _engine = new("feedengine");
    private readonly List<TelemetryWriter> _writers = [];
    private readonly Dictionary<string, SharedCounter> _counters = [];
    private readonly Dictionary<string, SharedHistogram> _histograms = [];

    public FakeTelemetry()
    {
        foreach (var pacer in new[] { "pacer.0", "pacer.1" })
        {
            Counters(_feed, pacer, "total.events", "ring_full");
            foreach (var phase in new[] { "phase.0", "phase.1" })
            {
                Counters(_feed, $"{pacer}/{phase}", ".trades", ".book_updates", ".events", ".refused_events", ".last_write_ns", ".trades_scheduled");
                foreach (var latency in new[] { "write", "lag", "response" })
                    _histograms.Add($"{pacer}/{phase}.{latency}", _feed.Histogram($"{pacer}/{phase}.{latency}"));
            }
        }

        Counters(_engine, "guard", "gaps", "duplicates", "restarts", "handler_errors");
        Counters(_engine, "book", "total.events", "checked", "mismatched", "crossed", "instruments", "handler_errors");
        foreach (var phase in new[] { "phase.0", "phase.1" })
            _histograms.Add($"book/{phase}.delivery", _engine.Histogram($"book/{phase}.delivery"));
        _writers.Add(_feed.Create(System.IO.Path.Combine(Path, "feedsim")));
        _writers.Add(_engine.Create(System.IO.Path.Combine(Path, "feedengine")));
    }

    public string Path => _directory.Path;

    public void Count(string name, long amount) => _counters[name].Add(amount);

    public void Record(string name, long valueNs, int times = 1)
    {
        for (var i = 0; i < times; i++)
            _histograms[name].RecordValue(valueNs);
    }

    public void Dispose()
    {
        foreach (var writer in _writers)
            writer.Dispose();
        _directory.Dispose();
    }

    private void Counters(TelemetryBuilder builder, string prefix, params string[] names)
    {
        foreach (var name in names)
        {
            var full = name[0] == '.' ? prefix + name : $"{prefix}/{name}";
            _counters.Add(full, builder.Counter(full));
        }
    }
}
