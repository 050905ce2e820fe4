using System.Globalization;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Watching;

namespace AlphaPulse.LoadTester.Reporting;

/// <summary>What <c>top</c> shows, as lines of text that fit a width. Pure.</summary>
internal sealed class TopScreen
{
    // Below it there is no room for the columns that are only nice to have.
    private const int WideColumns = 110;
    private const int BarColumns = 20;

    // A ring that is this full is about to hold its writer back.
    private const double HighOccupancyPercent = 80;

    private static readonly TopSections[] s_byImportance = [TopSections.Stages, TopSections.Processes, TopSections.Totals];

    private readonly List<ReportLine> _lines = [];
    private readonly int _width;
    private readonly int _mostVenues;
    private readonly TopSections _sections;

    private TopScreen(int width, int mostVenues, TopSections sections) => (_width, _mostVenues, _sections) = (width, mostVenues, sections);

    /// <param name="view">What is shown.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Lines; null for as many as it takes. Where there is no room the venues come first, and of them the fullest rings; then the other sections, in their order.</param>
    public static IReadOnlyList<ReportLine> Of(WatchView view, int width, int? height)
    {
        var mostVenues = view.Runs.Select(run => run.Venues.Count).DefaultIfEmpty(1).Max();
        var lines = Render(view, width, mostVenues, TopSections.All);
        if (height is not { } room || lines.Count <= room)
            return lines;
        lines = Render(view, width, mostVenues, TopSections.None);
        while (lines.Count > room && mostVenues > 1)
            lines = Render(view, width, --mostVenues, TopSections.None);
        var shown = TopSections.None;
        foreach (var section in s_byImportance)
        {
            var fuller = Render(view, width, mostVenues, shown | section);
            if (fuller.Count <= room)
                (lines, shown) = (fuller, shown | section);
        }

        return lines;
    }

    private static List<ReportLine> Render(WatchView view, int width, int mostVenues, TopSections sections)
    {
        var screen = new TopScreen(width, mostVenues, sections);
        var runs = view.Runs.Count + view.Others.Count;
        screen.Add(Text($"{view.At:HH:mm:ss}  {runs} {(runs == 1 ? "run" : "runs")} in {view.Place}"), Tone.Faint);
        foreach (var other in view.Others)
            screen.Add(other, Tone.Warning);
        foreach (var run in view.Runs)
            screen.Run(run);
        return screen._lines;
    }

    private bool IsWide => _width >= WideColumns;

    private void Run(RunView run)
    {
        var plan = run.Plan;
        Add("");
        Add($"{run.Name}  {Load(run)}", Tone.Title);
        Add(Text($"  phase {run.Phase}{(run.ScheduleSecs is { } secs ? Text($", {secs:#,0.0} s of the schedule") : ", nothing sent yet")}; ring {plan.RingCapacity:#,0} slots, wait {plan.Wait}"));
        Add(Text($"  {run.TradesPerSecond:#,0} trades/s + {run.BookUpdatesPerSecond:#,0} orderbook updates/s, {run.Venues.Sum(venue => venue.EventsPerSecond):#,0} events/s"));
        Latencies(run.Latency);
        Venues(run.Venues);
        if (_sections.HasFlag(TopSections.Stages))
            Stages(run);
        if (_sections.HasFlag(TopSections.Processes))
            Processes(run.Processes);
        if (_sections.HasFlag(TopSections.Totals))
            Totals(run);
    }

    private static string Load(RunView run) => run.Plan.Replay is { } replay
        ? $"replay of {replay.Format}"
        : Text($"{run.Plan.Exchanges} x ({run.Plan.TradesPerSecond:#,0} + {run.Plan.BookUpdatesPerSecond:#,0})/s, {run.Plan.Pattern}, {run.Plan.Arrival}");

    private void Latencies(LatencyResults latency)
    {
        Add(Text($"  {"latency",-10}{"P50",11}{"P90",11}{"P99",11}{"P99.9",11}{"max",11}{(IsWide ? Text($"{"samples",14}") : "")}"), Tone.Faint);
        Row("write", latency.Write);
        Row("lag", latency.Lag);
        Row("response", latency.Response);
        Row("delivery", latency.Delivery);

        void Row(string name, LatencySummary value) =>
            Add(Text($"  {name,-10}{Ns(value.P50Ns),11}{Ns(value.P90Ns),11}{Ns(value.P99Ns),11}{Ns(value.P999Ns),11}{Ns(value.MaxNs),11}{(IsWide ? Text($"{value.Count,14:#,0}") : "")}"));
    }

    // The fullest rings first where there is no room for all.
    private void Venues(IReadOnlyList<VenueView> venues)
    {
        Add(Text($"  {"venue",-14}{"events/s",11}{"waiting",10}{"of ring",9}  {"slowest",-10}{"full",9}{"gaps",8}{(IsWide ? Text($"{"events in all",18}") : "")}"), Tone.Faint);
        var shown = venues.Count <= _mostVenues ? venues : [.. venues.OrderByDescending(venue => venue.OccupancyPercent).Take(_mostVenues)];
        foreach (var venue in shown)
        {
            var bar = IsWide ? Text($"{venue.Events,18:#,0}  [{new string('#', Filled(venue.OccupancyPercent)),-BarColumns}]") : "";
            Add(
                Text($"  {Cut(venue.Name, 13),-14}{venue.EventsPerSecond,11:#,0}{venue.Waiting,10:#,0}{venue.OccupancyPercent,7:0.0} %  {(venue.IsWriterAlive ? Cut(venue.SlowestReader ?? "-", 10) : "no writer"),-10}{venue.FullCount,9:#,0}{venue.Gaps,8:#,0}{bar}"),
                venue.Gaps > 0 || !venue.IsWriterAlive ? Tone.Bad : venue.OccupancyPercent >= HighOccupancyPercent ? Tone.Warning : Tone.Plain);
        }

        if (venues.Count > shown.Count)
            Add(Text($"  and {venues.Count - shown.Count} more that are less full"), Tone.Faint);
    }

    private void Stages(RunView run)
    {
        if (!run.HasPipeline)
        {
            Add("  no pipeline reads this feed", Tone.Warning);
            return;
        }

        Add(Text($"  {"stage",-14}{"events/s",11}{"behind",10}  furthest on"), Tone.Faint);
        foreach (var stage in run.Stages)
            Add(Text($"  {Cut(stage.Name, 13),-14}{stage.EventsPerSecond,11:#,0}{stage.Behind,10:#,0}  {stage.WorstVenue} ({stage.WorstBehind:#,0})"));
    }

    private void Processes(IReadOnlyList<ProcessView> processes)
    {
        Add(Text($"  {"process",-14}{"pid",11}{"CPU",10}{"private",12}{"shared",12}{"GCs",9}"), Tone.Faint);
        foreach (var process in processes)
        {
            Add(process.CpuPercentOfCore is { } cpu
                ? Text($"  {process.Name,-14}{process.Pid,11}{cpu,8:0.0} %{process.PrivateBytes / 1e6,9:0.0} MB{process.SharedBytes / 1e6,9:0.0} MB{(process.GcCount is { } count ? Text($"{count,9:#,0}") : $"{"-",9}")}")
                : Text($"  {process.Name,-14}{process.Pid,11}  has ended"), process.CpuPercentOfCore is null ? Tone.Bad : Tone.Plain);
        }
    }

    private void Totals(RunView run)
    {
        var totals = run.Totals;
        var isFaulty = totals.Gaps + totals.Duplicates + totals.HandlerErrors + totals.Mismatched > 0;
        Add(Text($"  since the start: {totals.Written:#,0} events written, {totals.Delivered:#,0} delivered, {totals.Refused:#,0} refused"));
        Add(Text($"  gaps {totals.Gaps:#,0}, duplicates {totals.Duplicates:#,0}, handler errors {totals.HandlerErrors:#,0}; books checked {totals.Checked:#,0}, mismatched {totals.Mismatched:#,0}"), isFaulty ? Tone.Bad : Tone.Plain);
    }

    private static int Filled(double percent) => (int)Math.Clamp(Math.Ceiling(percent / 100 * BarColumns), 0, BarColumns);

    private static string Ns(long? ns) => ns switch
    {
        null => "n/a",
        < 10_000 => Text($"{ns:#,0} ns"),
        < 10_000_000 => Text($"{ns / 1e3:#,0.0} µs"),
        < 10_000_000_000 => Text($"{ns / 1e6:#,0.0} ms"),
        _ => Text($"{ns / 1e9:#,0.0} s"),
    };

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";

    private void Add(string text, Tone tone = Tone.Plain) => _lines.Add(new ReportLine(Cut(text, _width), tone));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
