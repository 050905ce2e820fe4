namespace AlphaPulse.LoadTester.Reporting.Png;

/// <summary>An axis: values to shares of its length, and its ticks.</summary>
internal sealed class Scale
{
    private static readonly double[] s_timeSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400];
    private static readonly double[] s_nines = [0, 90, 99, 99.9, 99.99, 99.999, 99.9999, 99.99999, 99.999999, 99.9999999];

    private readonly ScaleKind _kind;
    private readonly double _low;
    private readonly double _high;
    private readonly Func<double, string> _format;

    /// <param name="kind">How values are placed.</param>
    /// <param name="values">What has to fit on it; those that are not finite count nothing.</param>
    /// <param name="format">A tick's text.</param>
    public Scale(ScaleKind kind, IEnumerable<double> values, Func<double, string> format)
    {
        (_kind, _format) = (kind, format);
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            if (Place(value) is var place && double.IsFinite(place))
                (low, high) = (Math.Min(low, place), Math.Max(high, place));
        }

        if (low > high)
            (low, high) = (0, 1);
        (_low, _high) = kind switch
        {
            ScaleKind.Log => (Math.Floor(low * 2) / 2, Math.Max(Math.Floor(low * 2) / 2 + 1, Math.Ceiling(high * 2 + 0.01) / 2)),
            ScaleKind.Linear => (0, high > 0 ? high * 1.06 : 1),
            _ => (Math.Min(0, low), high > 0 ? high : 1),
        };
    }

    public double Share(double value) => (Place(value) - _low) / (_high - _low);

    /// <summary>Values with their texts.</summary>
    /// <param name="most">For how many there is room.</param>
    public IEnumerable<(double Value, string Text)> Ticks(int most)
    {
        switch (_kind)
        {
            case ScaleKind.Log:
                var every = Math.Max(1, (int)Math.Ceiling((_high - _low) / most));
                for (var power = (int)Math.Ceiling(_low); power <= _high; power += every)
                    yield return (Math.Pow(10, power), _format(Math.Pow(10, power)));
                break;
            case ScaleKind.Nines:
                foreach (var nine in s_nines.Where(nine => Place(nine) <= _high))
                    yield return (nine, _format(nine));
                break;
            default:
                var step = Step((_high - _low) / most);
                for (var value = Math.Ceiling(_low / step) * step; value <= _high * (1 + 1e-9); value += step)
                    yield return (value, _format(value));
                break;
        }
    }

    private double Step(double rough)
    {
        if (_kind == ScaleKind.Time && rough <= s_timeSteps[^1])
            return s_timeSteps.First(step => step >= rough);
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return rough <= power ? power : rough <= 2 * power ? 2 * power : rough <= 5 * power ? 5 * power : 10 * power;
    }

    private double Place(double value) => _kind switch
    {
        ScaleKind.Log => Math.Log10(Math.Max(value, 1)),
        ScaleKind.Nines => -Math.Log10(1 - (Math.Min(value, 100 - 1e-9) / 100)),
        _ => value,
    };
}
