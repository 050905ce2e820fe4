using AlphaPulse.LoadTester.Options;

namespace AlphaPulse.LoadTester.Commands;

/// <summary>A command of the program, as the first argument names it.</summary>
internal sealed class Verb
{
    private readonly VerbAction _action;

    private Verb(string name, string usage, string summary, VerbAction action) => (Name, Usage, Summary, _action) = (name, usage, summary, action);

    private delegate int VerbAction(ReadOnlySpan<string> arguments, CommandContext context);

    public string Name { get; }

    /// <summary>How it is called, without the program's name.</summary>
    public string Usage { get; }

    /// <summary>What it does, for the program's help.</summary>
    public string Summary { get; }

    /// <param name="name">The word on the command line.</param>
    /// <param name="arguments">What comes after it, for people.</param>
    /// <param name="summary">What it does, in a line.</param>
    /// <param name="help">Its help, for a width.</param>
    /// <param name="run">Does it. It is given the faults of the arguments' form, adds those of their values, so that all are told at once, and acts only if there are none.</param>
    /// <param name="otherTable">Options of another command, to say so when one of them turns up.</param>
    /// <param name="otherCommand">What that command is called.</param>
    public static Verb Of<TOptions>(string name, string arguments, string summary, Func<int, string> help, Func<TOptions, CommandContext, FaultList, int> run, OptionTable? otherTable = null, string otherCommand = "")
        where TOptions : CommandOptions, new() => new(name, $"{name} {arguments}".Trim(), summary, (typed, context) =>
        {
            var faults = new FaultList();
            var options = OptionParser.Parse<TOptions>(typed, faults, otherTable, otherCommand);
            if (options.Help)
                return context.Print(help(context.Width));
            var exitCode = run(options, context, faults);
            return faults.IsEmpty ? exitCode : context.Reject(faults);
        });

    public int Run(ReadOnlySpan<string> arguments, CommandContext context) => _action(arguments, context);
}
