using System.Diagnostics;

namespace AlphaPulse.LoadTester.Reporting;

/// <summary>A line at the start of each phase and every five seconds, for logs.</summary>
internal sealed class PlainDisplay(TextWriter output) : IRunDisplay
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(5);

    public void Show(Action<Action<ProgressView>> run)
    {
        long? lastWritten = null;
        string? phase = null;
        run(view =>
        {
            if (phase == view.Phase && lastWritten is { } last && Stopwatch.GetElapsedTime(last) < s_period)
                return;
            phase = view.Phase;
            lastWritten = Stopwatch.GetTimestamp();
            output.WriteLine(ProgressText.Line(view));
            output.Flush();
        });
    }
}
