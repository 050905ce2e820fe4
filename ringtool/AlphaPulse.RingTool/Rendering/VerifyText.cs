using AlphaPulse.RingTool.Commands;
using AlphaPulse.RingTool.Reports;

namespace AlphaPulse.RingTool.Rendering;

/// <summary>What <c>verify</c> shows to people.</summary>
internal static class VerifyText
{
    public static void Write(VerifyReport report, Output output)
    {
        var (gated, observer) = (report.Gated, report.Observer);
        output.Line($"{Words.Span(report.Seconds)}, {report.RecordBytes}-byte records, {Words.Count(report.Capacity)} slots, writer {report.WriterPid}, readers {report.ReaderPid}");
        output.Line($"  published {Words.Count(report.Published)} ({Words.Rate(report.Published / report.Seconds)}/s), found the ring full {Words.Count(report.FullCount)} times");
        Show(gated.IsClean && gated.Read == report.Published, output, "  gated reader", $"    read {Words.Count(gated.Read)}, torn {gated.Torn}, lost {gated.Lost}, doubled {gated.Doubled}");
        var isExact = observer.Delivered + observer.Lost == report.Published;
        Show(
            observer.IsClean && isExact, output, $"  observer, lapped {Words.Count(observer.Laps)} times",
            $"    delivered {Words.Count(observer.Delivered)} + lost {Words.Count(observer.Lost)} {(isExact ? "=" : "is not")} published {Words.Count(report.Published)}",
            $"    torn {observer.Torn}, missing without a word {observer.Unreported}, doubled {observer.Doubled}");
        Show(report.IsPassed, output, report.IsPassed ? "passed" : "FAILED");
    }

    private static void Show(bool isGood, Output output, params ReadOnlySpan<string> lines)
    {
        foreach (var line in lines)
        {
            if (isGood)
                output.Line(line);
            else
                output.Alarm(line);
        }
    }
}
