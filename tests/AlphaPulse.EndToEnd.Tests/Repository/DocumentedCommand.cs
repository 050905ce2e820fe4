namespace AlphaPulse.EndToEnd.Tests.Repository;

/// <summary>A command line as a document shows it: program, verb (empty for the default one) and the options named.</summary>
internal sealed record DocumentedCommand(string Program, string Verb, IReadOnlyList<string> Options, string Source)
{
    /// <summary>Options that the help text does not know.</summary>
    public IEnumerable<string> Faults(string help)
    {
        // A help line lists an option as "-e, --exchanges" or "--exchanges"; a longer option never vouches for a shorter one.
        var known = help.Split([' ', ',', '\n', '\r', '\t', '[', ']', '(', ')', '=', '|', ':', ';', '.', '\'', '"', '`'], StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        return Options.Where(option => !known.Contains(option)).Select(option => $"{Source}: {Program} {Verb} has no option {option}".Replace("  ", " ", StringComparison.Ordinal));
    }
}
