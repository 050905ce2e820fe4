using System.Reflection;
using CommandLine;

namespace AlphaPulse.LoadTester.Options;

/// <summary>The options that an options class declares by its attributes: what the scanner accepts and the help prints.</summary>
internal sealed class OptionTable
{
    private readonly (OptionAttribute Option, PropertyInfo Property)[] _options;

    private OptionTable(Type type, bool takesFiles)
    {
        TakesFiles = takesFiles;
        _options = [.. type.GetProperties()
            .Select(property => (Option: property.GetCustomAttribute<OptionAttribute>()!, Property: property))
            .Where(pair => pair.Option is not null)];
    }

    /// <summary>Whether arguments without a dash are allowed.</summary>
    public bool TakesFiles { get; }

    public static OptionTable Of<T>() =>
        new(typeof(T), typeof(T).GetProperties().Any(property => property.GetCustomAttribute<ValueAttribute>() is not null));

    /// <summary>Without those that are hidden: of what the help does not list.</summary>
    public IEnumerable<string> LongNames => _options.Where(pair => !pair.Option.Hidden).Select(pair => pair.Option.LongName);

    /// <param name="longName">A single letter after two dashes is the short name: <c>--a</c> is <c>-a</c>.</param>
    public OptionAttribute? Find(string longName) =>
        longName.Length == 1 ? Find(longName[0]) : Array.Find(_options, pair => pair.Option.LongName == longName).Option;

    public OptionAttribute? Find(char shortName) => Array.Find(_options, pair => pair.Option.ShortName == shortName.ToString()).Option;

    public bool IsSwitch(OptionAttribute option) => Array.Find(_options, pair => pair.Option == option).Property.PropertyType == typeof(bool);

    /// <summary>The values that were typed, by long option name; switches are left out.</summary>
    public Dictionary<string, string> Values(object options)
    {
        var values = new Dictionary<string, string>();
        foreach (var (option, property) in _options)
        {
            if (property.GetValue(options) is string text)
                values.Add(option.LongName, text);
        }

        return values;
    }
}
