using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Reporting.Html;

/// <summary>Where it was measured and what was asked for: what someone needs to do it again.</summary>
internal static class EnvironmentSection
{
    public static void Add(HtmlText page, RunResults results)
    {
        page.Open("section").Element("h2", "Environment and configuration").Open("div", "columns");
        Environment(page, results.Environment);
        Config(page, results);
        page.Close("div");
        if (results.Resources.Processes.Count > 0)
            Processes(page, results.Resources);
        page.Close("section");
    }

    private static void Environment(HtmlText page, RunEnvironment environment)
    {
        page.Open("dl", "facts");
        page.Fact("processor", ReportText.Of($"{environment.CpuModel}, {environment.Cores} cores"));
        page.Fact("kernel", environment.Kernel);
        page.Fact("runtime", environment.Runtime);
        page.Fact("clock", ReportText.Of($"{environment.ClockSource}, {environment.ClockCostNs} ns a reading, granularity {environment.ClockGranularityNs} ns, drift {environment.ClockDriftNs:#,0} ns"));
        page.Fact("core to core", environment.LinePingPongNs is { } line ? ReportText.Of($"{line} ns one way") : "not measured");
        page.Fact("commit", environment.Commit ?? ReportText.Missing);
        page.Close("dl");
    }

    private static void Config(HtmlText page, RunResults results)
    {
        var config = results.Config;
        page.Open("dl", "facts");
        page.Fact("profile", config.Profile ?? "none");
        page.Fact("load", ReportText.Load(results));
        if (config.Replay is { } replay)
        {
            page.Fact("files", string.Join(", ", replay.Files));
            page.Fact("oracle", replay.Oracle ?? "none");
        }

        page.Fact("warm-up", ReportText.Seconds(config.WarmupSecs));
        page.Fact("seed", ReportText.Of($"{config.Seed}"));
        page.Fact("ring", ReportText.Of($"{config.RingCapacity:#,0} slots, wait {config.WaitStrategy}, {(config.Threads == 0 ? "threads as the cores allow" : ReportText.Of($"{config.Threads} threads"))}"));
        page.Fact("directory", $"{config.Directory ?? ReportText.Missing}{(config.DirectoryIsTmpfs ? " (tmpfs)" : "")}");
        page.Close("dl");
    }

    private static void Processes(HtmlText page, ResourceResults resources)
    {
        page.TableHead("process", "CPU of a core", "peak", "private memory", "shared", "collections", "GC pauses", "allocated", "read calls", "write calls", "disk read", "disk written");
        foreach (var process in resources.Processes)
        {
            page.Row(
                ReportText.Of($"{process.Name} ({process.Pid})"),
                ReportText.Of($"{process.AvgCpuPercentOfCore:0.#} %"),
                ReportText.Of($"{process.PeakCpuPercentOfCore:0.#} %"),
                ReportText.Of($"{process.PeakPrivateMb:#,0.#} MB"),
                ReportText.Of($"{process.PeakSharedMb:#,0.#} MB"),
                process.GcCount is { } count ? ReportText.Count(count) : ReportText.Missing,
                process.GcPauseMs is { } pause ? ReportText.Of($"{pause:0.###} ms") : ReportText.Missing,
                process.AllocatedMb is { } allocated ? ReportText.Of($"{allocated:#,0.#} MB") : ReportText.Missing,
                process.Io is { } io ? ReportText.Of($"{io.ReadCalls:#,0} ({io.ReadMb:#,0.#} MB)") : ReportText.Missing,
                process.Io is { } written ? ReportText.Of($"{written.WriteCalls:#,0} ({written.WrittenMb:#,0.#} MB)") : ReportText.Missing,
                process.Io is { } read ? ReportText.Of($"{read.DiskReadMb:#,0.##} MB") : ReportText.Missing,
                process.Io is { } disk ? ReportText.Of($"{disk.DiskWrittenMb:#,0.##} MB") : ReportText.Missing);
        }

        page.TableEnd();
        page.Element("p", ReportText.Of($"Rings and telemetry files: {resources.SharedFilesMb:#,0.#} MB, counted once. Other programs used {resources.AvgOtherCpuPercent:0.#} % of the machine."), "note");
        if (resources.Network is { } network)
            page.Element("p", ReportText.Of($"Network of the machine, all programs: {network.ReceivedMb:#,0.##} MB in {network.ReceivedPackets:#,0} packets received, {network.SentMb:#,0.##} MB in {network.SentPackets:#,0} sent, {network.FailedPackets:#,0} failed; {network.LoopbackMb:#,0.##} MB over loopback."), "note");
    }
}
