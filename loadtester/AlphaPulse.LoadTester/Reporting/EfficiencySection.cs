using System.Globalization;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Reporting;

/// <summary>What was reached for what it cost.</summary>
internal static class EfficiencySection
{
    public static IReadOnlyList<ReportLine> Of(RunResults results)
    {
        var efficiency = results.Efficiency;
        return
        [
            new(""),
            new("Efficiency:", Tone.Title),
            new(Text($"  {Value(efficiency.UpdatesPerSecondPerCpuPercent, "#,0")} updates/s per % of the machine, {Value(efficiency.MemoryMbPerMillionEvents, "#,0.##")} MB private memory per million events")),
            new(Text($"  slowest interval: {Value(results.Throughput.MinUpdatesPerSecond, "#,0")} updates/s")),
            new(Text($"  service level (response P95 < 100 ms, growth < 100 MB, no failure): {(efficiency.MeetsSla switch { true => "met", false => "missed", null => "n/a" })}; growth {Value(efficiency.MemoryGrowthMb, "#,0.##")} MB, failures {efficiency.Failures:#,0}"), efficiency.MeetsSla == false ? Tone.Bad : Tone.Plain),
        ];
    }

    private static string Value(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "n/a";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
