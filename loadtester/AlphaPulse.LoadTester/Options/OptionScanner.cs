using CommandLine;

namespace AlphaPulse.LoadTester.Options;

/// <summary>
/// Goes over the arguments before the parser does. The parser stops at the first kind of fault that it meets; this names
/// every unknown, repeated or incomplete option and takes it out, so that the remaining values can still be checked and
/// all faults are told at once. What it passes on is unambiguous: a value that starts with a dash ("-5") is tied to its option.
/// </summary>
internal sealed class OptionScanner(OptionTable table, OptionTable? otherTable, string otherCommand, FaultList faults)
{
    private readonly HashSet<OptionAttribute> _seen = [];
    private readonly List<string> _clean = [];
    private readonly List<string> _files = [];

    public string[] Scan(ReadOnlySpan<string> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = arguments[i];
            if (argument == "--")
            {
                foreach (var file in arguments[(i + 1)..])
                    Positional(file);
                break;
            }

            if (argument.Length < 2 || argument[0] != '-')
                Positional(argument);
            else
                i += Option(argument, arguments[(i + 1)..]);
        }

        return _files.Count == 0 ? [.. _clean] : [.. _clean, "--", .. _files];
    }

    private void Positional(string argument)
    {
        if (table.TakesFiles)
            _files.Add(argument);
        else
            faults.Add(argument, "is not an option; options start with '--'");
    }

    /// <summary>Handles one option; returns how many of the arguments that follow belong to it.</summary>
    private int Option(string argument, ReadOnlySpan<string> rest)
    {
        var isLong = argument.StartsWith("--", StringComparison.Ordinal);
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        var name = isLong ? argument[2..(equals < 0 ? argument.Length : equals)] : argument[1..2];
        var option = isLong ? table.Find(name) : table.Find(name[0]);
        var inlineValue = isLong ? (equals < 0 ? null : argument[(equals + 1)..]) : (argument.Length > 2 ? argument[2..].TrimStart('=') : null);
        if (option is null)
        {
            Unknown(isLong ? "--" + name : argument);
            var takesValue = Other(name, isLong) is { } other ? !otherTable!.IsSwitch(other) : !table.TakesFiles;
            return takesValue && inlineValue is null && rest.Length > 0 && IsValue(rest[0]) ? 1 : 0;
        }

        if (table.IsSwitch(option))
            return Switch(option, isLong, inlineValue, rest);
        if (inlineValue is not null)
            return Take(option, inlineValue, 0);
        if (rest.Length > 0 && IsValue(rest[0]))
            return Take(option, rest[0], 1);
        faults.Add("--" + option.LongName, $"needs a value: --{option.LongName} <{option.MetaValue}>");
        return 0;
    }

    private int Switch(OptionAttribute option, bool isLong, string? inlineValue, ReadOnlySpan<string> rest)
    {
        if (inlineValue is not null && !isLong)
        {
            // -vh: several switches behind one dash.
            Add(option, null);
            return Option("-" + inlineValue, rest);
        }

        if (inlineValue is not null)
            faults.Add("--" + option.LongName, $"takes no value, found '{inlineValue}'");
        else
            Add(option, null);
        return 0;
    }

    private int Take(OptionAttribute option, string value, int consumed)
    {
        if (value.Length == 0)
            faults.Add("--" + option.LongName, $"its value is empty: --{option.LongName} <{option.MetaValue}>");
        else
            Add(option, value);
        return consumed;
    }

    private void Add(OptionAttribute option, string? value)
    {
        if (!_seen.Add(option))
            faults.Add("--" + option.LongName, "is given more than once");
        else
            _clean.Add(value is null ? "--" + option.LongName : $"--{option.LongName}={value}");
    }

    private void Unknown(string typed)
    {
        if (Other(typed.TrimStart('-'), typed.StartsWith("--", StringComparison.Ordinal)) is not null)
            faults.Add(typed, $"is an option of {otherCommand}, it contradicts this command");
        else
            faults.Add(typed, $"is not an option{NearestName.Hint(typed, [.. table.LongNames.Select(known => "--" + known)])}");
    }

    private OptionAttribute? Other(string name, bool isLong) => isLong ? otherTable?.Find(name) : otherTable?.Find(name[0]);

    private static bool IsValue(string argument) => argument.Length < 2 || argument[0] != '-' || char.IsDigit(argument[1]) || argument[1] == '.';
}
