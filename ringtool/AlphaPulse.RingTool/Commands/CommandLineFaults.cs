using System.Reflection;
using CommandLine;

namespace AlphaPulse.RingTool.Commands;

/// <summary>Turns what the command-line parser objects to into one line each.</summary>
internal static class CommandLineFaults
{
    private const string Verbs = "list, stat, dump, verify or clean";

    public static IReadOnlyList<string> Describe(IEnumerable<Error> errors) => [.. errors.Select(Describe).Distinct()];

    /// <summary>What the parser passes over: an option that takes a value and has none, at the end or before another one, gets its default.</summary>
    /// <param name="arguments">All of them.</param>
    /// <param name="verbs">The classes of the commands' options.</param>
    public static IReadOnlyList<string> MissingValues(string[] arguments, IEnumerable<Type> verbs)
    {
        var withValue = verbs.SelectMany(verb => verb.GetProperties())
            .Where(property => property.PropertyType != typeof(bool)).Select(property => property.GetCustomAttribute<OptionAttribute>()).OfType<OptionAttribute>()
            .Select(option => $"--{option.LongName}").ToHashSet();
        var faults = new List<string>();
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i].EndsWith('=') || (withValue.Contains(arguments[i]) && (i + 1 == arguments.Length || arguments[i + 1].StartsWith("--", StringComparison.Ordinal))))
                faults.Add($"option {arguments[i].TrimStart('-').TrimEnd('=')}: its value is missing");
            else if (arguments[i].Length == 0)
                faults.Add("an argument is empty");
        }

        return faults;
    }

    private static string Describe(Error error) => error switch
    {
        UnknownOptionError e => $"{Dashed(e.Token)}: there is no such option; see 'ringtool --help' and 'ringtool COMMAND --help'",
        BadFormatConversionError { NameInfo.NameText.Length: > 0 } e => $"option {e.NameInfo.NameText.Replace(", ", "/", StringComparison.Ordinal)}: its value is not a number that it can take",
        MissingValueOptionError e => $"option {e.NameInfo.NameText}: its value is missing",
        MissingRequiredOptionError => "the ring is missing: give its directory, or RUN/RING below the base directory",
        RepeatedOptionError e => $"option {e.NameInfo.NameText}: given more than once",
        BadVerbSelectedError e => $"'{e.Token}' is not a command: {Verbs}",
        NoVerbSelectedError => $"a command is missing: {Verbs}; see 'ringtool --help'",
        NamedError e => $"option {e.NameInfo.NameText}: {e.Tag}",
        TokenError e => $"'{e.Token}' cannot be understood here",
        _ => error.Tag.ToString(),
    };

    private static string Dashed(string token) => (token.Length == 1 ? "-" : "--") + token;
}
