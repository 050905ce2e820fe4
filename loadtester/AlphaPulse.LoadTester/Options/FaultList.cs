using System.Globalization;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.LoadTester.Options;

/// <summary>Collects every fault of a command line, so that all are told at once; reads values and reports those out of range.</summary>
internal sealed class FaultList
{
    private readonly List<Fault> _faults = [];

    public IReadOnlyList<Fault> All => _faults;

    public bool IsEmpty => _faults.Count == 0;

    public void Add(string key, string message) => _faults.Add(new Fault(key, message));

    /// <summary>A whole number in a range, plainly or as 10k, 1.5m; the least value if it is faulty.</summary>
    public long Whole(string key, string text, long least, long most, string unit)
    {
        var isNumber = SpecText.TryRate(text.Replace("_", "", StringComparison.Ordinal), out var value);
        if (isNumber && value >= least && value <= most)
            return value;
        var found = isNumber || IsNumeric(text) ? $"'{text}' is out of range" : $"'{text}' is not a whole number";
        Add(key, $"{found}, allowed: {Plain(least)} to {Plain(most)} {unit}");
        return least;
    }

    /// <summary>One of a few words; the first of them if it is faulty.</summary>
    public string Word(string key, string text, IReadOnlyList<string> words)
    {
        foreach (var word in words)
        {
            if (word == text)
                return word;
        }

        Add(key, $"'{text}' is not known{NearestName.Hint(text, words)}; allowed: {string.Join(", ", words)}");
        return words[0];
    }

    private static string Plain(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static bool IsNumeric(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && double.IsInteger(value);
}
