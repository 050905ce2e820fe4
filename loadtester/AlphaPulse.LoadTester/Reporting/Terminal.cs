using Spectre.Console;

namespace AlphaPulse.LoadTester.Reporting;

/// <summary>The console that reports go to: colours and live displays only where they make sense.</summary>
internal sealed class Terminal
{
    // Not a terminal: lines are as long as they are.
    private const int EndlessWidth = 10_000;

    private Terminal(IAnsiConsole console, bool isInteractive)
    {
        Console = console;
        IsInteractive = isInteractive;
    }

    public IAnsiConsole Console { get; }

    /// <summary>Whether a display can be drawn over itself.</summary>
    public bool IsInteractive { get; }

    /// <param name="output">Where to; a terminal only if it is the process's own output.</param>
    /// <param name="color">False: --no-color or NO_COLOR.</param>
    public static Terminal Of(TextWriter output, bool color)
    {
        var isTerminal = ReferenceEquals(output, System.Console.Out) && !System.Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = isTerminal && color ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });

        // Spectre looks at NO_COLOR and TERM itself; here one place decides.
        if (!isTerminal)
            console.Profile.Width = EndlessWidth;
        return new Terminal(console, isTerminal);
    }

    public void Write(IEnumerable<ReportLine> lines)
    {
        foreach (var line in lines)
            Console.WriteLine(line.Text, StyleOf(line.Tone));
    }

    internal static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Title => new Style(decoration: Decoration.Bold),
        Tone.Good => new Style(Color.Green),
        Tone.Warning => new Style(Color.Yellow),
        Tone.Bad => new Style(Color.Red),
        Tone.Faint => new Style(decoration: Decoration.Dim),
        _ => Style.Plain,
    };
}
