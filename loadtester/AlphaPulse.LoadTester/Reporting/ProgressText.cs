using System.Globalization;
using AlphaPulse.LoadTester.Running;

namespace AlphaPulse.LoadTester.Reporting;

/// <summary>The lines of a live display. Pure text.</summary>
internal static class ProgressText
{
    private const int MostBarColumns = 40;
    private const int LeastBarColumns = 10;

    /// <summary>"[00:00:12] [####----] 12/62 s, 00:00:50 left" within a width, as far as it is wide enough for a bar at all.</summary>
    public static string Bar(ProgressView view, int width)
    {
        if (view.TotalSecs is not { } total)
            return $"[{Time(view.ElapsedSecs)}] {view.Phase}";
        var elapsed = Math.Clamp(view.ElapsedSecs, 0, total);
        var (before, after) = ($"[{Time(elapsed)}] [", Text($"] {Math.Floor(elapsed):0}/{total:0} s, {Time(total - elapsed)} left"));
        var columns = Math.Clamp(width - before.Length - after.Length, LeastBarColumns, MostBarColumns);
        var filled = total == 0 ? columns : (int)(elapsed / total * columns);
        return $"{before}{new string('#', filled)}{new string('-', columns - filled)}{after}";
    }

    /// <summary>What follows the bar.</summary>
    public static IReadOnlyList<string> Lines(ProgressView view) => view.TotalSecs is null ? Figures(view) : [$"phase     {view.Phase}{WarmUp(view)}", .. Figures(view)];

    public static IReadOnlyList<string> Figures(ProgressView view)
    {
        if (view.Last is not { } last)
            return [];
        return
        [
            Text($"rates     {last.Trades / view.LastSecs,11:#,0} trades/s   {last.OrderbookUpdates / view.LastSecs,11:#,0} orderbook updates/s"),
            $"write     P50 {Ns(last.WriteP50Ns)}   P99 {Ns(last.WriteP99Ns)}   max {Ns(last.WriteMaxNs)}",
            $"delivery  P50 {Ns(last.DeliveryP50Ns)}   P99 {Ns(last.DeliveryP99Ns)}",
            Text($"machine   CPU {last.CpuPercent,9:0.0} %    memory {last.MemoryMb,6:0} MB"),
        ];
    }

    /// <summary>All of it in one line, for a log.</summary>
    public static string Line(ProgressView view)
    {
        var progress = view.TotalSecs is { } total ? Text($"{Time(view.ElapsedSecs)} of {Time(total)}") : Time(view.ElapsedSecs);
        return view.Last is not { } last
            ? $"{progress} {view.Phase}"
            : Text($"{progress} {view.Phase}: {last.Trades / view.LastSecs:#,0} trades/s, {last.OrderbookUpdates / view.LastSecs:#,0} updates/s, write P50 {Ns(last.WriteP50Ns).Trim()} P99 {Ns(last.WriteP99Ns).Trim()}, delivery P50 {Ns(last.DeliveryP50Ns).Trim()} P99 {Ns(last.DeliveryP99Ns).Trim()}, CPU {last.CpuPercent:0.0} %, memory {last.MemoryMb:0} MB");
    }

    // The bar counts the warm-up, which --duration-secs does not.
    private static string WarmUp(ProgressView view) =>
        view.WarmupSecs <= 0 || view.Phase == RunPhases.WarmUp ? "" : Text($", after {view.WarmupSecs:0.#} s of warm-up");

    private static string Ns(long? ns) => ns is { } value ? Text($"{value,9:#,0} ns") : "         n/a";

    private static string Time(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Max(0, seconds));
        return Text($"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
