using System.Diagnostics;

namespace AlphaPulse.LoadTester.Chaos;

/// <summary>
/// Looks at the rings twenty times a second, on a thread of its own, and logs what it sees. The thread may die; who started it notices
/// and starts it again. Its samples are kept.
/// </summary>
internal sealed class ChaosSampler : IDisposable
{
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(50);

    private readonly string _ringsPath;
    private readonly List<ChaosSample> _samples = [];
    private readonly ManualResetEventSlim _stop = new();
    private readonly long _started = Stopwatch.GetTimestamp();
    private Thread _thread;
    private volatile bool _mustDie;
    private volatile Exception? _failure;

    public ChaosSampler(string ringsPath, SampleLog log)
    {
        (_ringsPath, Log) = (ringsPath, log);
        _thread = Begin();
    }

    public SampleLog Log { get; }

    public bool IsAlive => _thread.IsAlive;

    /// <summary>What the thread died of; null while it lives.</summary>
    public Exception? Failure => _failure;

    public double NowMs => Stopwatch.GetElapsedTime(_started).TotalMilliseconds;

    public int Count
    {
        get
        {
            lock (_samples)
                return _samples.Count;
        }
    }

    /// <summary>Lets the thread die at its next sample.</summary>
    public void Kill() => _mustDie = true;

    public void Restart()
    {
        _thread.Join();
        (_mustDie, _failure) = (false, null);
        _thread = Begin();
    }

    /// <summary>Events that the book stage got through in a second, from one moment to another; null with fewer than two samples between them.</summary>
    public double? ReadPerSecond(double fromMs, double toMs)
    {
        lock (_samples)
        {
            var between = _samples.FindAll(sample => sample.AtMs >= fromMs && sample.AtMs <= toMs);
            return between.Count < 2 ? null : (between[^1].Read - between[0].Read) / ((between[^1].AtMs - between[0].AtMs) / 1_000);
        }
    }

    /// <summary>The longest time from one moment to another in which nothing was read, as far as the samples tell; null with too few of them.</summary>
    public double? LongestStillnessMs(double fromMs, double toMs)
    {
        lock (_samples)
        {
            var between = _samples.FindAll(sample => sample.AtMs >= fromMs && sample.AtMs <= toMs);
            if (between.Count < 2)
                return null;
            var (longest, since) = (0.0, between[0]);
            foreach (var sample in between)
            {
                longest = Math.Max(longest, sample.AtMs - since.AtMs);
                if (sample.Read != since.Read)
                    since = sample;
            }

            return longest;
        }
    }

    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _stop.Dispose();
    }

    private Thread Begin()
    {
        var thread = new Thread(Run) { Name = "chaos sampler", IsBackground = true };
        thread.Start();
        return thread;
    }

    private void Run()
    {
        try
        {
            using var rings = new ChaosRings(_ringsPath);
            while (!_stop.Wait(s_period))
                Take(rings);
        }
        catch (Exception exception)
        {
            // The one who started it is told; nothing else depends on this thread.
            _failure = exception;
        }
    }

    private void Take(ChaosRings rings)
    {
        if (_mustDie)
            throw new InvalidOperationException("the sampler was told to die");
        var (written, read, _, _) = rings.Sum();
        var sample = new ChaosSample(NowMs, written, read);
        lock (_samples)
            _samples.Add(sample);
        Log.Append(sample);
    }
}
