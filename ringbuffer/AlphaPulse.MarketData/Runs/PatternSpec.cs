namespace AlphaPulse.MarketData.Runs;

/// <summary>
/// The shape of the rate over time and how updates lie around it, and the text form of both:
/// <c>PART[/PART…][~SPACING]</c>, where a part is <c>SHAPE[+SHAPE…][@LENGTH]</c> (<see cref="RateShape"/>); or a spacing alone
/// (<see cref="SpacingSpec"/>), around the nominal rate. The rates of shapes are added; parts follow one another and begin again
/// after the last, unless that has no length. Rates are trades a second and venue; book updates follow in the proportion of the two nominal
/// rates. Time 0 of a pattern is the end of the warm-up, which runs at the pattern's first rate; a capture plays from the start of the
/// warm-up on. Immutable.
/// </summary>
public sealed class PatternSpec : IEquatable<PatternSpec>
{
    private const int MostParts = 100;

    private readonly string _text;

    private PatternSpec(IReadOnlyList<PatternPart> parts, SpacingSpec spacing)
    {
        (Parts, Spacing) = (parts, spacing);
        var shapes = string.Join('/', parts);
        _text = spacing.Kind == SpacingKind.Even ? shapes : Shape is { IsNominal: true } ? spacing.ToString() : $"{shapes}~{spacing}";
    }

    /// <summary>The nominal rate throughout, evenly.</summary>
    public static PatternSpec Constant { get; } = new([new PatternPart([RateShape.Nominal], null)], SpacingSpec.Even);

    /// <summary>The phases, at least one.</summary>
    public IReadOnlyList<PatternPart> Parts { get; }

    /// <summary>How updates lie around the rate.</summary>
    public SpacingSpec Spacing { get; }

    /// <summary>The only shape of the pattern, or null if it is composed of several.</summary>
    public RateShape? Shape => Parts is [{ LengthNs: null, Shapes: [var only] }] ? only : null;

    /// <summary>Whether the rate is the nominal one throughout.</summary>
    public bool IsNominal => Shape is { IsNominal: true };

    /// <summary>The names of what it is made of, without the figures: "burst", "sine+spike~poisson".</summary>
    public string Outline
    {
        get
        {
            var shapes = string.Join('/', Parts.Select(part => string.Join('+', part.Shapes.Select(shape => shape.Kind.ToString().ToLowerInvariant()))));
            return Spacing.Kind == SpacingKind.Even ? shapes : $"{shapes}~{Spacing.Kind.ToString().ToLowerInvariant()}";
        }
    }

    /// <summary>No rate is higher, in trades a second and venue.</summary>
    /// <param name="nominalRate">Rate of a constant without one of its own.</param>
    public long PeakRate(long nominalRate) => Parts.Max(part => part.PeakRate(nominalRate));

    /// <summary>The same pattern with other rates and lengths.</summary>
    /// <param name="rates">Factor on the rates.</param>
    /// <param name="lengths">Factor on the lengths.</param>
    public PatternSpec Scale(decimal rates, decimal lengths) =>
        new([.. Parts.Select(part => new PatternPart([.. part.Shapes.Select(shape => shape.Scale(rates, lengths))], part.LengthNs is { } ns ? (long)(ns * lengths) : null))], Spacing);

    /// <summary>The same pattern with the file of its capture named otherwise.</summary>
    public PatternSpec WithFile(string file) => new(Parts, Spacing.WithFile(file));

    /// <summary>Reads the text form.</summary>
    /// <param name="text">What the user typed.</param>
    /// <param name="spec">The result; <see cref="Constant"/> on failure.</param>
    /// <param name="fault">Empty, or what is wrong and what is allowed.</param>
    public static bool TryParse(string text, out PatternSpec spec, out string fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        spec = Constant;
        var spacing = SpacingSpec.Even;
        var name = text.Split(':', 2)[0];
        if (name is "recorded" or "poisson" or "hawkes")
            text = "constant~" + text;
        // A recorded file's name may contain all that separates: nothing but the name of a shape can be before it.
        var tilde = text.IndexOf('~', StringComparison.Ordinal);
        if (tilde >= 0 && !SpacingSpec.TryParse(text[(tilde + 1)..], out spacing, out fault))
            return false;
        if (spacing.Kind == SpacingKind.Recorded && text[..tilde] != "constant")
        {
            fault = "recorded: has rates of its own and stands alone";
            return false;
        }

        if (!TryParts(tilde < 0 ? text : text[..tilde], out var parts, out fault))
            return false;
        spec = new PatternSpec(parts, spacing);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => _text;

    /// <inheritdoc/>
    public bool Equals(PatternSpec? other) => other is not null && _text == other._text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PatternSpec);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    private static bool TryParts(string text, out List<PatternPart> parts, out string fault)
    {
        (parts, fault) = ([], "");
        var texts = text.Split('/');
        if (texts.Length > MostParts)
            fault = $"a pattern has at most {MostParts} parts";
        for (var i = 0; i < texts.Length && fault.Length == 0; i++)
        {
            var at = texts[i].Split('@', 2);
            long? lengthNs = null;
            if (at.Length == 2 && SpecText.TryDuration(at[1], out var ns) && ns is > 0 and <= RateShape.LongestNs)
                lengthNs = ns;
            else if (at.Length == 2)
                fault = $"'{at[1]}' is not a part's length, for example @10s";
            else if (i < texts.Length - 1)
                fault = $"'{texts[i]}' needs a length, since another part follows: {texts[i]}@10s/…";
            parts.Add(new PatternPart(Shapes(at[0].Split('+'), ref fault), lengthNs));
        }

        return fault.Length == 0;
    }

    private static List<RateShape> Shapes(string[] texts, ref string fault)
    {
        var shapes = new List<RateShape>();
        foreach (var text in texts)
        {
            if (fault.Length == 0 && RateShape.TryParse(text, out var shape, out fault))
                shapes.Add(shape);
        }

        return shapes;
    }
}
