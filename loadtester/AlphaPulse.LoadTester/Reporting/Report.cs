using System.Globalization;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Reporting;

/// <summary>
/// Results as lines of text: the sections, order and units of the load-testing framework's result screen, then what it did not
/// have. Knows no terminal. A value that is at the timer's floor is marked with "~".
/// </summary>
internal sealed class Report
{
    // Within three readings of the clock a percentile says more about the clock than about what it measures.
    private const int FloorReadings = 3;
    private static readonly string s_rule = new('═', 39);

    private readonly RunResults _results;
    private readonly List<ReportLine> _lines = [];
    private bool _hasFloorMark;

    private Report(RunResults results) => _results = results;

    public static IReadOnlyList<ReportLine> Of(RunResults results, bool verbose)
    {
        var report = new Report(results);
        report.Title();
        if (results.Breakpoint is { } breakpoint)
            report._lines.AddRange(BreakpointSection.Of(breakpoint));
        report.Configuration();
        report.Throughput();
        report.Latency("Write Latency", results.Latency.Write, "", always: true);
        report.Resources();
        report.Status();

        // At full speed an event is due when its turn comes: there is nothing to be late for.
        if (results.Config.Replay is not { Speed: 0 })
        {
            report.Latency("Lag", results.Latency.Lag, " (intended time to write: the load itself)");
            report.Latency("Response Latency", results.Latency.Response, " (lag + write: free of coordinated omission)");
        }

        report.Latency("Delivery Latency", results.Latency.Delivery, " (write to applied in the book)");
        report._lines.AddRange(EnduranceSection.Of(results, verbose));
        report._lines.AddRange(NoiseSection.Of(results, verbose));
        report.Phases();
        if (results.Spacing is { } spacing)
            report._lines.AddRange(SpacingSection.Of(spacing));
        report.Errors();
        report.Books();
        report.Clock();
        if (verbose)
            report.Details();
        return report._lines;
    }

    private void Title()
    {
        Add(s_rule, Tone.Title);
        Add(_results.Config.Replay is null ? "       LOAD TEST RESULTS" : "         REPLAY RESULTS", Tone.Title);
        Add(s_rule, Tone.Title);
    }

    private void Configuration()
    {
        var config = _results.Config;
        Section("Configuration");
        if (config.Replay is { } replay)
        {
            Add($"  Format: {replay.Format}");
            foreach (var file in replay.Files)
                Add($"  File: {file}");
            if (replay.Oracle is not null)
                Add($"  Oracle: {replay.Oracle}");
            Add(replay.Speed == 0 ? "  Speed: max" : Text($"  Speed: {replay.Speed:0.###} x recorded"));
            Add(Text($"  Ring: {config.RingCapacity:#,0} slots, wait {config.WaitStrategy}"));
            return;
        }

        if (config.Profile is not null)
            Add($"  Profile: {config.Profile}");
        if (config.Attach is not null)
            Add($"  Attached to: {config.Attach}");
        Add($"  Exchanges: {config.Exchanges}");
        Add(Text($"  Target TPS: {config.TradesPerSecond} per exchange ({config.TradesPerSecond * config.Exchanges:#,0} in all)"));
        Add(Text($"  Target OPS: {config.OrderbookUpdatesPerSecond} per exchange ({config.OrderbookUpdatesPerSecond * config.Exchanges:#,0} in all)"));
        Add(Text($"  Duration: {config.DurationSecs:0.###}s"));
        Add($"  Symbols: {config.SymbolCount}");
        if (config.Pattern != "constant")
            Add($"  Pattern: {config.Pattern}");
        Add(Text($"  Arrival: {config.ArrivalMode}, warm-up {config.WarmupSecs:0.###}s, seed {config.Seed}"));
        Add(Text($"  Ring: {config.RingCapacity:#,0} slots, wait {config.WaitStrategy}"));
    }

    private void Throughput()
    {
        var throughput = _results.Throughput;
        Section("Throughput");
        Add(Text($"  Total Trades: {throughput.TotalTrades:#,0}"));
        Add(Text($"  Total Orderbook Updates: {throughput.TotalOrderbookUpdates:#,0}"));
        Add(Text($"  Actual TPS: {throughput.TradesPerSecond:#,0}"));
        Add(Text($"  Actual OPS: {throughput.OrderbookUpdatesPerSecond:#,0}"));
        Add(Text($"  Total Events: {throughput.TotalEvents:#,0} ({throughput.EventsPerSecond:#,0}/s)"));
    }

    private void Latency(string title, LatencySummary latency, string note, bool always = false)
    {
        if (latency.Count == 0 && !always)
            return;
        Section(title, note);
        Value("P50", latency.P50Ns, latency.Count);
        Value("P90", latency.P90Ns, latency.Count);
        Value("P99", latency.P99Ns, latency.Count);
        Value("P99.9", latency.P999Ns, latency.Count);
        Value("Max", latency.MaxNs, latency.Count);
        if (latency.Clamped > 0)
            Add(Text($"  {latency.Clamped:#,0} samples lay outside 0 to 60 s"), Tone.Warning);
    }

    private void Value(string label, long? ns, long count)
    {
        if (ns is not { } value)
        {
            Add(Text($"  {label + ":",-7}{"n/a",9} (n={count:#,0})"));
            return;
        }

        var isFloor = value <= FloorReadings * _results.Environment.ClockCostNs;
        _hasFloorMark |= isFloor;
        Add(Text($"  {label + ":",-7}{(isFloor ? "~" : "") + value.ToString("#,0", CultureInfo.InvariantCulture),9} ns ({ReportText.Precise(value)})"));
    }

    private void Resources()
    {
        var resources = _results.Resources;
        Section("Resource Usage");
        Add(Text($"  Peak CPU: {resources.PeakCpuPercent:0.0}% of the machine ({resources.PeakCpuPercent * _results.Environment.Cores:0.0}% of a core)"));
        Add(Text($"  Avg CPU:  {resources.AvgCpuPercent:0.0}% of the machine ({resources.AvgCpuPercent * _results.Environment.Cores:0.0}% of a core)"));
        Add(Text($"  Peak Mem: {resources.PeakMemoryMb:0} MB (rings and telemetry {resources.SharedFilesMb:0} MB)"));
        Add(Text($"  Avg Mem:  {resources.AvgMemoryMb:0} MB"));
        if (resources.Processes.Any(process => process.Io is not null))
            Add(Text($"  Disk:     {resources.Processes.Sum(process => process.Io?.DiskReadMb ?? 0):0.##} MB read, {resources.Processes.Sum(process => process.Io?.DiskWrittenMb ?? 0):0.##} MB written"));
        if (resources.Network is { } network)
            Add(Text($"  Network:  {network.ReceivedMb:0.##} MB in, {network.SentMb:0.##} MB out, all programs of the machine"));
    }

    private void Status()
    {
        Add("");
        Add(s_rule, Tone.Title);
        var (text, tone) = _results.Status switch
        {
            RunStatus.Passed => ("✓ PASSED", Tone.Good),
            RunStatus.Partial => ("◐ PARTIAL", Tone.Warning),
            RunStatus.Inconclusive => ("? INCONCLUSIVE", Tone.Warning),
            RunStatus.Interrupted => ("■ INTERRUPTED", Tone.Warning),
            RunStatus.Invalid => ("✗ INVALID", Tone.Bad),
            _ => ("✗ FAILED", Tone.Bad),
        };
        Add($"Status: {text}", tone);
        Achieved("TPS", _results.Throughput.TpsAchievementPercent);
        Achieved("OPS", _results.Throughput.OpsAchievementPercent);
        foreach (var reason in _results.Reasons)
            Add($"  {reason}", _results.Status is RunStatus.Failed or RunStatus.Invalid ? Tone.Bad : Tone.Warning);
        foreach (var warning in _results.Warnings)
            Add($"  warning: {warning}", Tone.Warning);
    }

    private void Achieved(string what, double? percent)
    {
        if (percent is not { } value)
            return;
        var tone = Achievement.GradeOf(value) switch { Grade.Green => Tone.Good, Grade.Yellow => Tone.Warning, _ => Tone.Bad };

        // Cut, not rounded: 94.96 % must not read 95 %.
        Add(Text($"{what} Achievement: {Math.Floor(value * 10 + 1e-6) / 10:0.#}%"), tone);
    }

    private void Phases()
    {
        if (_results.Phases.Count < 2)
            return;
        Section("Phases");
        Add("  phase        from      for      updates   write P50        P99        Max", Tone.Faint);
        foreach (var phase in _results.Phases)
        {
            var write = phase.Latency.Write;
            Add(Text($"  {phase.Name,-10} {phase.StartSecs,5:0.#} s {phase.DurationSecs,6:0.#} s {phase.Trades + phase.OrderbookUpdates,12:#,0} {Cell(write.P50Ns)} {Cell(write.P99Ns)} {Cell(write.MaxNs)}"));
        }

        if (_results.Recovery is not { ThresholdNs: { } threshold } recovery)
            return;
        Add(
            recovery.RecoveredAfterMs is { } ms
                ? Text($"  recovered in {ms:#,0} ms (P99 back for a second: write at {threshold:#,0} ns, response at {recovery.ResponseThresholdNs:#,0} ns or less; sampled every {recovery.ResolutionMs:0} ms)")
                : Text($"  not recovered: the P99 was not back for a second, write at {threshold:#,0} ns and response at {recovery.ResponseThresholdNs:#,0} ns or less"),
            recovery.RecoveredAfterMs is null ? Tone.Bad : Tone.Good);

        static string Cell(long? ns) => ns is { } value ? Text($"{value,7:#,0} ns") : "       n/a";
    }

    private void Errors()
    {
        var (errors, counts) = (_results.Errors, _results.Counts);
        Section("Errors");
        Add(Text($"  Write Errors: {errors.WriteErrors:#,0}"));
        Add(Text($"  Ring Full: {errors.BufferOverflows:#,0} times"));
        Add(Text($"  Lost Events: {errors.LostEvents:#,0}"), errors.LostEvents > 0 ? Tone.Bad : Tone.Plain);
        Add(Text($"  Sequence Gaps: {errors.SequenceGaps:#,0}"), errors.SequenceGaps > 0 ? Tone.Bad : Tone.Plain);
        Unusual("Duplicates", errors.Duplicates);
        Unusual("Restarts", errors.Restarts);
        Unusual("Bad Instruments", errors.BadInstruments);
        Unusual("Invalid Events", errors.InvalidEvents);
        Unusual("Unknown Orders", errors.UnknownOrders);
        if (errors.SkippedLines > 0)
            Add(Text($"  Skipped Lines: {errors.SkippedLines:#,0}"), Tone.Warning);
        Add(Text($"  Error Rate: {errors.ErrorRatePercent:0.####}%"));
        Add(Text($"  Events, warm-up included: {counts.Written:#,0} written{(counts.FromBefore > 0 ? Text($" + {counts.FromBefore:#,0} before") : "")}"));
        Add(Text($"    = {counts.Delivered:#,0} delivered + {counts.Lost:#,0} lost + {counts.InRing:#,0} in the ring"));

        void Unusual(string label, long count)
        {
            if (count > 0)
                Add(Text($"  {label}: {count:#,0}"), Tone.Warning);
        }
    }

    private void Books()
    {
        var books = _results.Books;
        Section("Books");
        Add(Text($"  Instruments: {books.Instruments:#,0}, checked {books.Checked:#,0}, mismatched {(books.Checked > 0 ? Text($"{books.Mismatched:#,0}") : "n/a")}, crossed {books.Crossed:#,0}"), books.Mismatched > 0 ? Tone.Warning : Tone.Plain);
        if (books.AgreementPercent is { } percent)
            Add(Text($"  Agreement: {Math.Floor(percent * 1_000) / 1_000:0.###}%"));
    }

    private void Clock()
    {
        var environment = _results.Environment;
        Section("Clock");
        Add(Text($"  Source: {environment.ClockSource}, {environment.ClockCostNs} ns a reading, granularity {environment.ClockGranularityNs} ns, drift {environment.ClockDriftNs:#,0} ns"));
        Add(environment.LinePingPongNs is { } line ? Text($"  Core to core: {line} ns one way") : "  Core to core: not measured (no second core was free)");
        if (_hasFloorMark)
            Add(Text($"  ~ at the timer's floor: at most {FloorReadings} readings of the clock, nothing is subtracted"), Tone.Faint);
    }

    private void Details()
    {
        Section("Processes");
        foreach (var process in _results.Resources.Processes)
        {
            Add(Text($"  {process.Name,-10} pid {process.Pid}: CPU avg {process.AvgCpuPercentOfCore:0.0}%, peak {process.PeakCpuPercentOfCore:0.0}% of a core; private {process.PeakPrivateMb:0.0} MB, shared {process.PeakSharedMb:0.0} MB")
                + (process.GcCount is { } count ? Text($"; {count} GCs, {process.GcPauseMs:0.##} ms paused, {process.AllocatedMb:0.0} MB allocated") : "")
                + (process.Io is { } io ? Text($"; {io.ReadCalls:#,0} reads of {io.ReadMb:0.0} MB, {io.WriteCalls:#,0} writes of {io.WrittenMb:0.0} MB") : ""));
        }

        Add(Text($"  other load of the machine: {_results.Resources.AvgOtherCpuPercent:0.0}% of it"));
        _lines.AddRange(EfficiencySection.Of(_results));
        Section("Objectives");
        foreach (var objective in _results.Objectives)
        {
            var metric = Metrics.Find(objective.Metric)!;
            Add(
                $"  {new Objective(metric, objective.Limit)}: {(objective.Value is { } value ? MetricText.Number(value) + MetricText.Unit(metric) : "n/a")}",
                objective.IsMet switch { true => Tone.Good, false => Tone.Bad, null => Tone.Warning });
        }

        Section("Machine");
        var environment = _results.Environment;
        Add($"  {environment.CpuModel}, {environment.Cores} cores, Linux {environment.Kernel}, {environment.Runtime}");
        Add($"  directory {_results.Config.Directory}{(_results.Config.DirectoryIsTmpfs ? " (tmpfs)" : "")}, commit {environment.Commit ?? "unknown"}");
    }

    private void Section(string title, string note = "")
    {
        Add("");
        Add($"{title}:{note}", Tone.Title);
    }

    private void Add(string text, Tone tone = Tone.Plain) => _lines.Add(new ReportLine(text, tone));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
