using System.Globalization;
using System.Text;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Reporting.Csv;

/// <summary>The intervals of runs as CSV (RFC 4180 but for its line ends): a header, a line an interval. What is not known is empty. Pure.</summary>
internal static class IntervalsCsv
{
    public static string Of(IReadOnlyList<ReportedRun> runs)
    {
        // By name and occurrence: two processes of one name have two columns.
        string[] processes = [.. runs.SelectMany(run => ProcessNames(run.Results)).Distinct(StringComparer.Ordinal)];
        var text = new StringBuilder("run,at_secs,trades,orderbook_updates,scheduled_trades,scheduled_orderbook_updates,write_p50_ns,write_p99_ns,write_max_ns,delivery_p50_ns,delivery_p99_ns,cpu_percent,memory_mb");
        foreach (var process in processes)
            text.Append(',').Append(Quote(process + "_cpu_percent_of_core")).Append(',').Append(Quote(process + "_private_mb"));
        text.Append('\n');
        foreach (var run in runs)
            Append(text, run, processes);
        return text.ToString();
    }

    private static void Append(StringBuilder text, ReportedRun run, string[] processes)
    {
        var name = Quote(run.Name);
        var columns = Array.ConvertAll(processes, process => Array.IndexOf(ProcessNames(run.Results), process));
        foreach (var interval in run.Results.Intervals)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name},{interval.AtSecs},{interval.Trades},{interval.OrderbookUpdates},{interval.ScheduledTrades},{interval.ScheduledOrderbookUpdates},{interval.WriteP50Ns},{interval.WriteP99Ns},{interval.WriteMaxNs},{interval.DeliveryP50Ns},{interval.DeliveryP99Ns},{interval.CpuPercent},{interval.MemoryMb}");
            foreach (var column in columns)
            {
                text.Append(',');
                if (column >= 0 && column < interval.Processes.Count && interval.Processes[column] is [var cpu, var memory, ..])
                    text.Append(CultureInfo.InvariantCulture, $"{cpu},{memory}");
                else
                    text.Append(',');
            }

            text.Append('\n');
        }
    }

    private static string[] ProcessNames(RunResults results)
    {
        var names = new string[results.Resources.Processes.Count];
        for (var i = 0; i < names.Length; i++)
        {
            var name = results.Resources.Processes[i].Name;
            var before = results.Resources.Processes.Take(i).Count(process => process.Name == name);
            names[i] = before == 0 ? name : ReportText.Of($"{name}_{before + 1}");
        }

        return names;
    }

    private static string Quote(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
