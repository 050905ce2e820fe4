using CommandLine;

namespace AlphaPulse.FeedSim.Commands;

/// <summary>Turns what the command-line parser objects to into one line each.</summary>
internal static class CommandLineFaults
{
    public static IReadOnlyList<string> Describe(IEnumerable<Error> errors) => [.. errors.Select(Describe).Distinct()];

    /// <summary>Options whose value is empty: what the parser says about one does not name it.</summary>
    public static IReadOnlyList<string> EmptyValues(string[] arguments)
    {
        var faults = new List<string>();
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i].StartsWith("--", StringComparison.Ordinal) && arguments[i].EndsWith('='))
                faults.Add($"{arguments[i][..^1]}: its value is empty");
            else if (arguments[i].Length == 0)
                faults.Add(i > 0 && arguments[i - 1].StartsWith('-') ? $"{arguments[i - 1]}: its value is empty" : "an argument is empty");
        }

        return faults;
    }

    private static string Describe(Error error) => error switch
    {
        UnknownOptionError e => $"{Dashed(e.Token)}: there is no such option; see 'feedsim --help' and 'feedsim COMMAND --help'",
        BadFormatConversionError e => $"{e.NameInfo.NameText.Replace(", ", "/", StringComparison.Ordinal).Insert(0, "option ")}: its value is not a number that it can take",
        MissingValueOptionError e => $"option {e.NameInfo.NameText}: its value is missing",
        RepeatedOptionError e => $"option {e.NameInfo.NameText}: given more than once",
        BadVerbSelectedError e => $"'{e.Token}' is not a command: run, replay, audit or list",
        NoVerbSelectedError => "a command is missing: run, replay, audit or list; see 'feedsim --help'",
        NamedError e => $"option {e.NameInfo.NameText}: {e.Tag}",
        TokenError e => $"'{e.Token}' cannot be understood here",
        _ => error.Tag.ToString(),
    };

    private static string Dashed(string token) => (token.Length == 1 ? "-" : "--") + token;
}
