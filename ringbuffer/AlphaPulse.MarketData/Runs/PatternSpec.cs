namespace AlphaPulse.MarketData.Runs;

/// <summary>
/// The shape of the rate over time and its text form: <c>constant</c>, <c>ramp:FROM,TO,LENGTH</c>,
/// <c>burst:BASE,BURST,LENGTH[,PERIOD]</c>. Rates are trades a second and venue; book updates follow in the proportion of
/// the two nominal rates. Time 0 of a pattern is the end of the warm-up, which runs at the pattern's first rate. Immutable.
/// </summary>
public sealed record PatternSpec
{
    private PatternSpec(PatternKind kind, long firstRate = 0, long secondRate = 0, long lengthNs = 0, long periodNs = 0) =>
        (Kind, FirstRate, SecondRate, LengthNs, PeriodNs) = (kind, firstRate, secondRate, lengthNs, periodNs);

    /// <summary>The nominal rate throughout.</summary>
    public static PatternSpec Constant { get; } = new(PatternKind.Constant);

    /// <summary>The shape.</summary>
    public PatternKind Kind { get; }

    /// <summary>Rate at time 0: FROM of a ramp, BASE of a burst; 0 for constant, whose rate is the nominal one.</summary>
    public long FirstRate { get; }

    /// <summary>TO of a ramp, BURST of a burst.</summary>
    public long SecondRate { get; }

    /// <summary>Nanoseconds that the ramp or one burst lasts.</summary>
    public long LengthNs { get; }

    /// <summary>Nanoseconds from burst to burst; each lies in the middle of its period. Four times the length unless given.</summary>
    public long PeriodNs { get; }

    /// <summary>Nanoseconds into a period at which its burst starts.</summary>
    public long BurstOffsetNs => (PeriodNs - LengthNs) / 2;

    /// <summary>Reads the text form.</summary>
    /// <param name="text">What the user typed.</param>
    /// <param name="spec">The result; <see cref="Constant"/> on failure.</param>
    /// <param name="fault">Empty, or what is wrong and what is allowed.</param>
    public static bool TryParse(string text, out PatternSpec spec, out string fault)
    {
        spec = Constant;
        fault = "";
        var colon = text.IndexOf(':');
        var name = colon < 0 ? text : text[..colon];
        var arguments = colon < 0 ? [] : text[(colon + 1)..].Split(',');
        switch (name)
        {
            case "constant" when arguments.Length == 0:
                break;
            case "ramp":
                fault = Read(arguments, 3, 3, out var from, out var to, out var rampNs, out _) ?? "";
                spec = new PatternSpec(PatternKind.Ramp, from, to, rampNs);
                break;
            case "burst":
                fault = Read(arguments, 3, 4, out var baseRate, out var burstRate, out var lengthNs, out var periodNs) ?? "";
                spec = new PatternSpec(PatternKind.Burst, baseRate, burstRate, lengthNs, periodNs);
                if (fault.Length == 0 && periodNs <= lengthNs)
                    fault = "the burst's period must be longer than the burst";
                break;
            default:
                fault = $"'{name}' is not a pattern: constant, ramp:FROM,TO,LENGTH or burst:BASE,BURST,LENGTH[,PERIOD], for example burst:10k,100k,5s";
                break;
        }

        if (fault.Length == 0)
            return true;
        spec = Constant;
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        PatternKind.Ramp => $"ramp:{FirstRate},{SecondRate},{SpecText.Duration(LengthNs)}",
        PatternKind.Burst => $"burst:{FirstRate},{SecondRate},{SpecText.Duration(LengthNs)},{SpecText.Duration(PeriodNs)}",
        _ => "constant",
    };

    private static string? Read(string[] arguments, int least, int most, out long firstRate, out long secondRate, out long lengthNs, out long periodNs)
    {
        firstRate = secondRate = lengthNs = periodNs = 0;
        if (arguments.Length < least || arguments.Length > most)
            return $"expected {least}{(most > least ? $" to {most}" : "")} values after the colon, found {arguments.Length}";
        if (!SpecText.TryRate(arguments[0], out firstRate) || !SpecText.TryRate(arguments[1], out secondRate))
            return $"'{arguments[0]},{arguments[1]}' are not two rates, for example 10k,100k";
        if (!SpecText.TryDuration(arguments[2], out lengthNs) || lengthNs <= 0)
            return $"'{arguments[2]}' is not a length, for example 5s or 500ms";
        periodNs = lengthNs > long.MaxValue / 4 ? long.MaxValue : lengthNs * 4;
        if (arguments.Length == 4 && !SpecText.TryDuration(arguments[3], out periodNs))
            return $"'{arguments[3]}' is not a period, for example 20s";
        return null;
    }
}
