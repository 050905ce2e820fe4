using CommandLine;

namespace AlphaPulse.LoadTester.Options;

/// <summary>Arguments → an options class, with every fault of the arguments' form.</summary>
internal static class OptionParser
{
    /// <param name="arguments">Without the verb.</param>
    /// <param name="faults">Receives what is wrong; the result is then what could be read.</param>
    /// <param name="otherTable">Options that belong to another command, to say so when one of them turns up.</param>
    /// <param name="otherCommand">What that command is called.</param>
    public static T Parse<T>(ReadOnlySpan<string> arguments, FaultList faults, OptionTable? otherTable = null, string otherCommand = "")
        where T : class, new()
    {
        var clean = new OptionScanner(OptionTable.Of<T>(), otherTable, otherCommand, faults).Scan(arguments);
        using var parser = new Parser(settings =>
        {
            settings.AutoHelp = false;
            settings.AutoVersion = false;
            settings.EnableDashDash = true;
            settings.HelpWriter = null;
        });
        var result = parser.ParseArguments<T>(clean);
        if (result.Tag == ParserResultType.Parsed)
            return result.Value;
        foreach (var error in result.Errors)
            faults.Add(error is NamedError named ? "--" + named.NameInfo.LongName : "arguments", $"cannot be read ({error.Tag})");
        return new T();
    }
}
