using AlphaPulse.LoadTester.Watching;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AlphaPulse.LoadTester.Reporting;

/// <summary>Shows view after view: over itself on the other screen of a terminal, else one below the other.</summary>
internal sealed class TopDisplay(Terminal terminal, TextWriter output)
{
    // Not a terminal: files and pipes are read with what is at hand.
    private const int PlainColumns = 120;

    /// <summary>Whether views are drawn over each other.</summary>
    public bool IsLive => terminal.IsInteractive && terminal.Console.Profile.Capabilities.AlternateBuffer;

    /// <param name="run">Calls its argument with each view.</param>
    public void Show(Action<Action<WatchView>> run)
    {
        if (!IsLive)
            run(Print);
        else
            terminal.Console.AlternateScreen(() => terminal.Console.Live(new Text("the first figures come with the first interval")).Overflow(VerticalOverflow.Crop).Cropping(VerticalOverflowCropping.Bottom).Start(context => run(view => Draw(context, view))));
    }

    public void Print(WatchView view)
    {
        terminal.Write(TopScreen.Of(view, terminal.IsInteractive ? terminal.Console.Profile.Width : PlainColumns, height: null));
        output.Flush();
    }

    private void Draw(LiveDisplayContext context, WatchView view)
    {
        var lines = TopScreen.Of(view, terminal.Console.Profile.Width - 1, terminal.Console.Profile.Height - 1);
        var rows = new List<IRenderable> { new Text("AlphaPulse top - q ends", Terminal.StyleOf(Tone.Title)) };
        rows.AddRange(lines.Select(line => new Text(line.Text.Length == 0 ? " " : line.Text, Terminal.StyleOf(line.Tone))));
        context.UpdateTarget(new Rows(rows));
    }
}
