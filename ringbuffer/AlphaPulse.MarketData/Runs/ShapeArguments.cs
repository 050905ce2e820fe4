using System.Globalization;

namespace AlphaPulse.MarketData.Runs;

/// <summary>The values after a shape's colon, taken one after the other; the first thing that is wrong is kept.</summary>
internal sealed class ShapeArguments(string[] texts)
{
    private int _taken;
    private int _asked;
    private string? _fault;

    public bool IsEmpty => texts.Length == 0;

    public bool IsAtEnd => _taken >= texts.Length;

    /// <summary>What is wrong, or null. Asked when all values were taken.</summary>
    public string? Fault => texts.Length != _asked ? $"expected {_asked} values after the colon, found {texts.Length}" : _fault;

    public long Rate()
    {
        if (!Take(out var text))
            return 0;
        return SpecText.TryRate(text, out var rate) ? rate : Wrong($"'{text}' is not a rate, for example 10k");
    }

    public long Duration(string what)
    {
        if (!Take(out var text))
            return 0;
        return SpecText.TryDuration(text, out var ns) && ns > 0 ? ns : Wrong($"'{text}' is not a {what}, for example 5s or 500ms");
    }

    public int Count(int most)
    {
        if (!Take(out var text))
            return 1;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= most)
            return count;
        Wrong($"'{text}' is not a number of steps, 1 to {most}");
        return 1;
    }

    private bool Take(out string text)
    {
        _asked++;
        var isThere = _taken < texts.Length;
        text = isThere ? texts[_taken] : "";
        _taken++;
        return isThere;
    }

    private long Wrong(string fault)
    {
        _fault ??= fault;
        return 0;
    }
}
