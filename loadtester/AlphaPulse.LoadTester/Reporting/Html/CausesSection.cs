using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Reporting.Html;

/// <summary>Why outliers happened, and what the machine did by itself.</summary>
internal static class CausesSection
{
    private const string Unexplained = "unexplained";

    public static void Add(HtmlText page, RunResults results)
    {
        if (results.Outliers is { } outliers)
            Outliers(page, outliers);
        if (results.Noise is { } noise)
            Noise(page, noise);
    }

    private static void Outliers(HtmlText page, OutlierResults outliers)
    {
        page.Open("section").Open("h2").Text("Outliers and their causes ").Element("small", $"writes from {ReportText.Latency(outliers.ThresholdNs)} on, wake-ups {ReportText.Latency(outliers.WakeThresholdNs)} late").Close("h2");
        page.Element("p", ReportText.Of($"{outliers.Writes:#,0} writes and {outliers.WakeUps:#,0} wake-ups, {ReportText.Latency(outliers.TimeNs)} in all{(outliers.Lost > 0 ? ReportText.Of($"; {outliers.Lost:#,0} more were overwritten before they were read and are in no share") : "")}."));
        if (outliers.Recorded > 0)
            Shares(page, outliers);
        if (outliers.Worst.Count > 0)
            Worst(page, outliers.Worst);
        page.Close("section");
    }

    private static void Shares(HtmlText page, OutlierResults outliers)
    {
        page.TableHead("cause", "outliers", "", "share", "time", "", "share");
        foreach (var cause in outliers.Causes.Where(cause => cause.Count > 0 || cause.TimeNs > 0).OrderByDescending(cause => cause.TimeNs))
        {
            page.Open("tr").Element("td", Name(cause.Cause)).Element("td", ReportText.Count(cause.Count)).Open("td");
            Bar(page, cause.CountPercent, cause.Cause);
            page.Close("td").Element("td", ReportText.Of($"{cause.CountPercent:0.#} %")).Element("td", ReportText.Latency(cause.TimeNs)).Open("td");
            Bar(page, cause.TimePercent, cause.Cause);
            page.Close("td").Element("td", ReportText.Of($"{cause.TimePercent:0.#} %")).Close("tr");
        }

        page.TableEnd();
    }

    private static void Worst(HtmlText page, IReadOnlyList<OutlierResult> worst)
    {
        page.Open("details").Element("summary", ReportText.Of($"The {worst.Count} longest"));
        page.TableHead("at", "what", "for", "cause", "of it", "venue", "core", "waited to run", "switched out", "faults");
        foreach (var outlier in worst)
        {
            page.Row(
                ReportText.Of($"{outlier.AtSecs:0.000000} s"),
                Name(outlier.Kind),
                ReportText.Latency(outlier.DurationNs),
                Name(outlier.Cause),
                ReportText.Latency(outlier.CauseNs),
                outlier.Venue is { } venue ? ReportText.Of($"{venue}") : "",
                outlier.CoreBefore == outlier.CoreAfter ? ReportText.Of($"{outlier.CoreBefore}") : ReportText.Of($"{outlier.CoreBefore} → {outlier.CoreAfter}"),
                ReportText.Latency(outlier.RunQueueWaitNs),
                ReportText.Count(outlier.InvoluntarySwitches),
                ReportText.Of($"{outlier.MinorFaults} + {outlier.MajorFaults}"));
        }

        page.TableEnd().Close("details");
    }

    private static void Noise(HtmlText page, NoiseResults noise)
    {
        page.Open("section").Open("h2").Text("The machine's own noise ").Element("small", ReportText.Of($"how late loops woke that only sleep, every {noise.HiccupPeriodMs:0.###} ms on each core")).Close("h2");
        page.TableHead("core", "process", "wake-ups", "P50", "P99", "P99.9", "max");
        foreach (var core in noise.Cores)
            page.Row(ReportText.Of($"{core.Core}"), core.Process, ReportText.Count(core.Hiccup.Count), ReportText.Latency(core.Hiccup.P50Ns), ReportText.Latency(core.Hiccup.P99Ns), ReportText.Latency(core.Hiccup.P999Ns), ReportText.Latency(core.Hiccup.MaxNs));
        page.TableEnd();
        if (noise.Processes.Count > 0)
        {
            page.TableHead("process", "switched out", "slept or waited", "minor faults", "major faults", "methods compiled", "collections", "GC pauses");
            foreach (var process in noise.Processes)
                page.Row(process.Name, ReportText.Count(process.InvoluntarySwitches), ReportText.Count(process.VoluntarySwitches), ReportText.Count(process.MinorFaults), ReportText.Count(process.MajorFaults), ReportText.Count(process.JitMethods), ReportText.Count(process.GcCount), ReportText.Of($"{process.GcPauseMs:0.###} ms"));
            page.TableEnd();
        }

        page.Element("p", ReportText.Of($"Stolen by the host: {(noise.StealPercent is { } steal ? ReportText.Of($"{steal:0.###} %") : ReportText.Missing)}. Out of processor time (cgroup): {(noise.ThrottledMs is { } throttled ? ReportText.Of($"{throttled:0.###} ms") : ReportText.Missing)}."), "note");
        page.Close("section");
    }

    private static void Bar(HtmlText page, double percent, string cause) =>
        page.OpenWith("svg", ("class", "bar"), ("viewBox", "0 0 100 12"), ("preserveAspectRatio", "none"), ("aria-hidden", "true"))
            .OpenWith("rect", ("class", "back"), ("width", "100"), ("height", "12")).Close("rect")
            .OpenWith("rect", ("class", cause == Unexplained ? "other" : ""), ("width", ReportText.Of($"{Math.Clamp(percent, 0, 100):0.##}")), ("height", "12")).Close("rect")
            .Close("svg");

    private static string Name(string identifier) => identifier.Replace('_', ' ');
}
