using System.Globalization;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.Telemetry.Outliers;

namespace AlphaPulse.LoadTester.Noise;

/// <summary>Writes each outlier of a run to a file as it is explained, a line each. A disk that fails ends the file, not the run.</summary>
internal sealed class OutlierCsv : IIntervalSink, IOutlierSink, IDisposable
{
    private const double NsPerSecond = 1e9;

    private readonly StreamWriter _writer;
    private readonly string _path;

    private OutlierCsv(StreamWriter writer, string path) => (_writer, _path) = (writer, path);

    public static string Header { get; } =
        $"at_secs,start_monotonic_ns,kind,duration_ns,venue,sequence,core_before,core_after,cause,{string.Join(',', OutlierCauses.All.Select(cause => OutlierCauses.Name(cause) + "_ns"))},counted_ns,run_queue_wait_counted_ns,voluntary_switches,involuntary_switches,minor_faults,major_faults";

    public string? Fault { get; private set; }

    /// <exception cref="IOException">The file cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">Nor here.</exception>
    public static OutlierCsv Create(string path)
    {
        var csv = new OutlierCsv(new StreamWriter(path), path);
        csv.Try(() => csv._writer.Write(Header + "\n"));
        return csv;
    }

    public void Start(RunPlan plan, DateTime startedAt)
    {
    }

    public void Add(Interval interval)
    {
    }

    public void End()
    {
    }

    public void Add(in OutlierRecord outlier, long atNs, OutlierCause cause, ReadOnlySpan<long> ns)
    {
        if (Fault is not null)
            return;
        var isWrite = outlier.Kind == OutlierKind.Write;
        string[] fields =
        [
            (atNs / NsPerSecond).ToString("0.000000000", CultureInfo.InvariantCulture),
            Number(outlier.StartNs),
            isWrite ? "write" : "wake_up",
            Number(outlier.DurationNs),
            isWrite ? Number(outlier.Venue) : "",
            isWrite ? Number(outlier.Sequence) : "",
            Number(outlier.CoreBefore),
            Number(outlier.CoreAfter),
            OutlierCauses.Name(cause),
            .. ns.ToArray().Select(Number),
            Number(outlier.EndNs - outlier.CountersFromNs),
            Number(outlier.RunQueueWaitNs),
            Number(outlier.VoluntarySwitches),
            Number(outlier.InvoluntarySwitches),
            Number(outlier.MinorFaults),
            Number(outlier.MajorFaults),
        ];
        var line = string.Join(',', fields) + "\n";
        Try(() => _writer.Write(line));
    }

    public void EndOutliers() => Try(_writer.Flush);

    public void Dispose()
    {
        // What is still in the buffer of a disk that failed has been given up.
        if (Fault is null)
            Try(_writer.Dispose);
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private void Try(Action write)
    {
        if (Fault is not null)
            return;
        try
        {
            write();
        }
        catch (IOException exception)
        {
            Fault = $"--outliers: '{_path}' cannot be written any more: {exception.Message.ReplaceLineEndings(" ")}";
        }
    }
}
