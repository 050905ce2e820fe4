using System.Globalization;

namespace AlphaPulse.MarketData.Runs;

/// <summary>
/// One shape of a rate and its text form: <c>constant[:RATE]</c>, <c>ramp:FROM,TO,LENGTH</c>, <c>burst:BASE,BURST,LENGTH[,PERIOD]</c>,
/// <c>sine:MEAN,AMPLITUDE,PERIOD</c>, <c>sawtooth:FROM,TO,PERIOD</c>, <c>spike:BASE,PEAK,LENGTH[,PERIOD]</c>,
/// <c>stairs:FROM,TO,STEPS,LENGTH</c>. Rates are trades a second and venue. Immutable.
/// </summary>
public sealed record RateShape
{
    /// <summary>What the names of shapes look like in a message.</summary>
    internal const string Forms = "constant[:RATE], ramp:FROM,TO,LENGTH, burst:BASE,BURST,LENGTH[,PERIOD], sine:MEAN,AMPLITUDE,PERIOD, sawtooth:FROM,TO,PERIOD, spike:BASE,PEAK,LENGTH[,PERIOD] or stairs:FROM,TO,STEPS,LENGTH";

    /// <summary>A week: longer than any shape has to be, and what the tables of a sloping rate are made for.</summary>
    public const long LongestNs = 604_800_000_000_000;

    private const int MostSteps = 10_000;

    private RateShape(PatternKind kind) => Kind = kind;

    /// <summary>The nominal rate throughout.</summary>
    public static RateShape Nominal { get; } = new(PatternKind.Constant) { IsNominal = true };

    /// <summary>The shape.</summary>
    public PatternKind Kind { get; }

    /// <summary>True for a constant without a rate of its own: it has the run's nominal one.</summary>
    public bool IsNominal { get; private init; }

    /// <summary>RATE, FROM, BASE or MEAN.</summary>
    public long FirstRate { get; private init; }

    /// <summary>TO, BURST or PEAK; AMPLITUDE of a sine; 0 for a constant.</summary>
    public long SecondRate { get; private init; }

    /// <summary>Nanoseconds that the ramp, one burst, one spike or one stair lasts; 0 for the other shapes.</summary>
    public long LengthNs { get; private init; }

    /// <summary>Nanoseconds after which a burst, sine, sawtooth or spike begins again; 0 for the other shapes.</summary>
    public long PeriodNs { get; private init; }

    /// <summary>Stairs: how many times the rate rises, or falls; 0 for the other shapes.</summary>
    public int Steps { get; private init; }

    /// <summary>Nanoseconds into a period at which its burst or spike starts: each lies in the middle.</summary>
    public long BurstOffsetNs => (PeriodNs - LengthNs) / 2;

    /// <summary>The highest rate, in trades a second; 0 for the nominal one.</summary>
    public long PeakRate => Kind == PatternKind.Sine ? FirstRate + SecondRate : Math.Max(FirstRate, SecondRate);

    /// <summary>Rate at time 0; 0 for the nominal one.</summary>
    public long StartRate => FirstRate;

    /// <summary>The same shape with other rates and lengths.</summary>
    /// <param name="rates">Factor on the rates.</param>
    /// <param name="lengths">Factor on the lengths; results are whole milliseconds where they are longer than one.</param>
    public RateShape Scale(decimal rates, decimal lengths) => this with
    {
        FirstRate = (long)decimal.Round(FirstRate * rates),
        SecondRate = (long)decimal.Round(SecondRate * rates),
        LengthNs = Length(LengthNs, lengths),
        PeriodNs = Length(PeriodNs, lengths),
    };

    /// <summary>Reads the text form.</summary>
    /// <param name="text">What the user typed.</param>
    /// <param name="shape">The result; <see cref="Nominal"/> on failure.</param>
    /// <param name="fault">Empty, or what is wrong and what is allowed.</param>
    public static bool TryParse(string text, out RateShape shape, out string fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? text : text[..colon];
        var arguments = new ShapeArguments(colon < 0 ? [] : text[(colon + 1)..].Split(','));
        var read = name switch
        {
            "constant" => Constant(arguments),
            "ramp" => new RateShape(PatternKind.Ramp) { FirstRate = arguments.Rate(), SecondRate = arguments.Rate(), LengthNs = arguments.Duration("length") },
            "burst" => Burst(PatternKind.Burst, arguments, periodLengths: 4),
            "spike" => Burst(PatternKind.Spike, arguments, periodLengths: 10),
            "sine" => Sine(arguments),
            "sawtooth" => new RateShape(PatternKind.Sawtooth) { FirstRate = arguments.Rate(), SecondRate = arguments.Rate(), PeriodNs = arguments.Duration("period") },
            "stairs" => new RateShape(PatternKind.Stairs) { FirstRate = arguments.Rate(), SecondRate = arguments.Rate(), Steps = arguments.Count(MostSteps), LengthNs = arguments.Duration("length") },
            _ => null,
        };
        fault = read is null
            ? $"'{name}' is not a pattern: {Forms}; or a spacing of updates around the rate: {SpacingSpec.Forms}, recorded:FILE[,SPEED][,FORMAT]; for example burst:10k,100k,5s"
            : arguments.Fault ?? read.Contradiction() ?? "";
        shape = fault.Length == 0 ? read! : Nominal;
        return fault.Length == 0;
    }

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        PatternKind.Ramp => $"ramp:{FirstRate},{SecondRate},{SpecText.Duration(LengthNs)}",
        PatternKind.Burst => $"burst:{FirstRate},{SecondRate},{SpecText.Duration(LengthNs)},{SpecText.Duration(PeriodNs)}",
        PatternKind.Spike => $"spike:{FirstRate},{SecondRate},{SpecText.Duration(LengthNs)},{SpecText.Duration(PeriodNs)}",
        PatternKind.Sine => $"sine:{FirstRate},{SecondRate},{SpecText.Duration(PeriodNs)}",
        PatternKind.Sawtooth => $"sawtooth:{FirstRate},{SecondRate},{SpecText.Duration(PeriodNs)}",
        PatternKind.Stairs => $"stairs:{FirstRate},{SecondRate},{Steps},{SpecText.Duration(LengthNs)}",
        _ => IsNominal ? "constant" : string.Create(CultureInfo.InvariantCulture, $"constant:{FirstRate}"),
    };

    private static RateShape Constant(ShapeArguments arguments) =>
        arguments.IsEmpty ? Nominal : new RateShape(PatternKind.Constant) { FirstRate = arguments.Rate() };

    private static RateShape Burst(PatternKind kind, ShapeArguments arguments, int periodLengths)
    {
        var (baseRate, burstRate, lengthNs) = (arguments.Rate(), arguments.Rate(), arguments.Duration("length"));
        var periodNs = arguments.IsAtEnd ? Math.Min(lengthNs, LongestNs) * periodLengths : arguments.Duration("period");
        return new RateShape(kind) { FirstRate = baseRate, SecondRate = burstRate, LengthNs = lengthNs, PeriodNs = periodNs };
    }

    private static RateShape Sine(ShapeArguments arguments)
    {
        var (mean, amplitude) = (arguments.Rate(), arguments.Rate());
        return new RateShape(PatternKind.Sine) { FirstRate = mean, SecondRate = amplitude, PeriodNs = arguments.Duration("period") };
    }

    private string? Contradiction() => Kind switch
    {
        PatternKind.Burst or PatternKind.Spike when PeriodNs <= LengthNs => $"the {Kind.ToString().ToLowerInvariant()}'s period must be longer than the {Kind.ToString().ToLowerInvariant()}",
        PatternKind.Sine when SecondRate > FirstRate => $"the sine's amplitude {SecondRate} is above its mean {FirstRate}: a rate cannot be negative",
        _ when LengthNs > LongestNs || PeriodNs > LongestNs * 10 => $"a {Kind.ToString().ToLowerInvariant()} lasts at most {SpecText.Duration(LongestNs)}",
        PatternKind.Sine or PatternKind.Sawtooth when PeriodNs > LongestNs => $"the period is at most {SpecText.Duration(LongestNs)}",
        _ => null,
    };

    // Whole milliseconds, which can be read; those of the built-in profiles are far longer than one.
    private static long Length(long ns, decimal factor)
    {
        const long nsPerMs = 1_000_000;
        return ns * factor >= nsPerMs ? (long)decimal.Round(ns * factor / nsPerMs) * nsPerMs : (long)decimal.Round(ns * factor);
    }
}
