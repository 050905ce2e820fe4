using System.Diagnostics;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AlphaPulse.LoadTester.Reporting;

/// <summary>A display that is drawn over itself, at most four times a second.</summary>
internal sealed class LiveDisplay(IAnsiConsole console) : IRunDisplay
{
    private static readonly TimeSpan s_leastPause = TimeSpan.FromMilliseconds(240);

    private long _lastDrawn;

    public void Show(Action<Action<ProgressView>> run) =>
        console.Live(new Text("starting feedsim and feedengine …")).AutoClear(true).Start(context => run(view => Draw(context, view)));

    private void Draw(LiveDisplayContext context, ProgressView view)
    {
        if (_lastDrawn != 0 && Stopwatch.GetElapsedTime(_lastDrawn) < s_leastPause)
            return;
        _lastDrawn = Stopwatch.GetTimestamp();
        var lines = new List<IRenderable> { new Text(ProgressText.Bar(view, console.Profile.Width), Terminal.StyleOf(Tone.Good)) };
        lines.AddRange(ProgressText.Lines(view).Select(line => new Text("  " + line)));
        context.UpdateTarget(new Rows(lines));
    }
}
