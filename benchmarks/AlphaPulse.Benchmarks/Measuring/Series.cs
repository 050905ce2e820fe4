namespace AlphaPulse.Benchmarks.Measuring;

/// <summary>One figure over all rounds.</summary>
internal sealed class Series
{
    private readonly List<double> _values = [];

    internal double Median => _values.Order().ElementAt(_values.Count / 2);

    internal void Add(double value) => _values.Add(value);

    /// <summary>Median and, in brackets, least to most; a dash if there is no value.</summary>
    internal string Text(string format) =>
        _values.Count == 0 ? "-" : $"{Median.ToString(format)} ({_values.Min().ToString(format)}..{_values.Max().ToString(format)})";
}
