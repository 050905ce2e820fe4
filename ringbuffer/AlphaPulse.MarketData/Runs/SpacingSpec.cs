using System.Globalization;

namespace AlphaPulse.MarketData.Runs;

/// <summary>
/// How the updates of a venue lie around the rate, and its text form: <c>even</c>, <c>poisson</c>,
/// <c>hawkes:BRANCHING,DECAY</c>, <c>recorded:FILE[,SPEED][,FORMAT]</c>. Immutable.
/// </summary>
public sealed record SpacingSpec
{
    /// <summary>What the names look like in a message.</summary>
    internal const string Forms = "poisson or hawkes:BRANCHING,DECAY";

    // A process with a ratio near 1 has clusters longer than any table of it.
    private const double MostBranching = 0.95;

    private SpacingSpec(SpacingKind kind) => Kind = kind;

    /// <summary>Evenly.</summary>
    public static SpacingSpec Even { get; } = new(SpacingKind.Even);

    /// <summary>The kind.</summary>
    public SpacingKind Kind { get; }

    /// <summary>Hawkes: how many further updates one causes in the mean, at least 0 and below 1; 0 otherwise.</summary>
    public double Branching { get; private init; }

    /// <summary>Hawkes: nanoseconds in which the excitement falls to 1/e at the nominal rate; 0 otherwise.</summary>
    public long DecayNs { get; private init; }

    /// <summary>Recorded: the capture's file, else empty.</summary>
    public string File { get; private init; } = "";

    /// <summary>Recorded: the capture's format, or empty = as its first lines look.</summary>
    public string Format { get; private init; } = "";

    /// <summary>Recorded: factor on the recorded pace.</summary>
    public decimal Speed { get; private init; } = 1;

    /// <summary>The same with another file name.</summary>
    public SpacingSpec WithFile(string file) => this with { File = file };

    /// <summary>Reads the text form.</summary>
    /// <param name="text">What the user typed.</param>
    /// <param name="spec">The result; <see cref="Even"/> on failure.</param>
    /// <param name="fault">Empty, or what is wrong and what is allowed.</param>
    public static bool TryParse(string text, out SpacingSpec spec, out string fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        (spec, fault) = (Even, "");
        var parts = text.Split(':', 2);
        switch (parts)
        {
            case ["even"]:
                break;
            case ["poisson"]:
                spec = new SpacingSpec(SpacingKind.Poisson);
                break;
            case ["hawkes", var arguments]:
                fault = ReadHawkes(arguments.Split(','), ref spec) ?? "";
                break;
            case ["recorded", var arguments]:
                fault = ReadRecorded(arguments, ref spec) ?? "";
                break;
            default:
                fault = $"'{text}' is not a spacing: {Forms}, for example hawkes:0.7,10ms";
                break;
        }

        return fault.Length == 0;
    }

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        SpacingKind.Hawkes => string.Create(CultureInfo.InvariantCulture, $"hawkes:{Branching},{SpecText.Duration(DecayNs)}"),
        SpacingKind.Recorded => string.Create(CultureInfo.InvariantCulture, $"recorded:{File},{Speed}x{(Format.Length > 0 ? "," + Format : "")}"),
        _ => Kind.ToString().ToLowerInvariant(),
    };

    private static string? ReadHawkes(string[] arguments, ref SpacingSpec spec)
    {
        if (arguments.Length != 2)
            return $"expected 2 values after hawkes:, found {arguments.Length}; for example hawkes:0.7,10ms";
        if (!double.TryParse(arguments[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var branching) || branching is < 0 or > MostBranching)
            return string.Create(CultureInfo.InvariantCulture, $"'{arguments[0]}' is not a branching ratio: 0 to {MostBranching}");
        if (!SpecText.TryDuration(arguments[1], out var decayNs) || decayNs <= 0)
            return $"'{arguments[1]}' is not a decay, for example 10ms";
        spec = new SpacingSpec(SpacingKind.Hawkes) { Branching = branching, DecayNs = decayNs };
        return null;
    }

    // From the end, since a file's name may have commas.
    private static string? ReadRecorded(string arguments, ref SpacingSpec spec)
    {
        var (file, format, speed) = (arguments, "", 1m);
        if (LastOf(file) is { } last && CaptureFormats.IsKnown(last))
            (file, format) = (WithoutLast(file), last);
        if (LastOf(file) is { } next && next.EndsWith('x') && decimal.TryParse(next[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out speed))
            file = WithoutLast(file);
        else
            speed = 1;
        if (file.Length == 0)
            return "recorded: needs the file of a capture, for example recorded:capture.csv or recorded:capture.csv,2x";
        if (speed is < 0.001m or > 1_000_000)
            return "the speed of recorded: is 0.001x to 1000000x";
        spec = new SpacingSpec(SpacingKind.Recorded) { File = file, Format = format, Speed = speed };
        return null;
    }

    private static string? LastOf(string text) => text.LastIndexOf(',') is >= 0 and var comma ? text[(comma + 1)..] : null;

    private static string WithoutLast(string text) => text[..text.LastIndexOf(',')];
}
