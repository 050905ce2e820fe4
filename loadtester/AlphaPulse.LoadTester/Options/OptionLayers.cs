namespace AlphaPulse.LoadTester.Options;

/// <summary>Where an option's value comes from: the command line before the profile before the default.</summary>
internal sealed class OptionLayers(
    IReadOnlyDictionary<string, string> typed,
    IReadOnlyDictionary<string, string> profile,
    string? profileFile,
    IReadOnlyDictionary<string, string> defaults)
{
    /// <summary>The value, and the key under which faults of it are reported.</summary>
    public (string Key, string Text) this[string option]
    {
        get
        {
            if (typed.TryGetValue(option, out var text))
                return ("--" + option, text);
            if (profile.TryGetValue(option, out text))
                return (profileFile is null ? option : $"{profileFile}: {option}", text);
            return ("--" + option, defaults[option]);
        }
    }

    /// <summary>Whether the command line gives it.</summary>
    public bool IsTyped(string option) => typed.ContainsKey(option);

    /// <summary>Whether the command line or the profile gives it.</summary>
    public bool IsGiven(string option) => typed.ContainsKey(option) || profile.ContainsKey(option);
}
