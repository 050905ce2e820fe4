using System.Diagnostics;

namespace AlphaPulse.LoadTester.Reporting;

/// <summary>A line every five seconds, for logs.</summary>
internal sealed class PlainDisplay(TextWriter output) : IRunDisplay
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(5);

    public void Show(Action<Action<ProgressView>> run)
    {
        var lastWritten = Stopwatch.GetTimestamp();
        run(view =>
        {
            if (Stopwatch.GetElapsedTime(lastWritten) < s_period)
                return;
            lastWritten = Stopwatch.GetTimestamp();
            output.WriteLine(ProgressText.Line(view));
            output.Flush();
        });
    }
}
