namespace AlphaPulse.MarketData.Runs;

/// <summary>Shapes as curves.</summary>
internal static class PartCurves
{
    public static RateCurve Of(PatternPart part, long nominalRate) =>
        part.Shapes is [var only] ? Of(only, nominalRate) : new RateSum([.. part.Shapes.Select(shape => Of(shape, nominalRate))]);

    private static RateSteps Of(RateShape shape, long nominalRate)
    {
        var (from, to, length) = (shape.FirstRate, shape.SecondRate, shape.LengthNs);
        var rest = shape.PeriodNs - shape.BurstOffsetNs - length;
        return shape.Kind switch
        {
            PatternKind.Ramp => new RateSteps([.. RateSlope.Line(from, to, length), (RateCurve.EndlessNs, to)], repeats: false),
            PatternKind.Burst => new RateSteps([(shape.BurstOffsetNs, from), (length, to), (rest, from)], repeats: true),
            PatternKind.Sine => new RateSteps(RateSlope.Sine(from, to, shape.PeriodNs), repeats: true),
            PatternKind.Sawtooth => new RateSteps(RateSlope.Line(from, to, shape.PeriodNs), repeats: true),
            PatternKind.Spike => new RateSteps([(shape.BurstOffsetNs, from), .. RateSlope.Line(from, to, length / 2), .. RateSlope.Line(to, from, length - (length / 2)), (rest, from)], repeats: true),
            PatternKind.Stairs => new RateSteps([.. Stairs(shape), (RateCurve.EndlessNs, to)], repeats: false),
            _ => RateSteps.Constant(shape.IsNominal ? nominalRate : from),
        };
    }

    // The last stair is the second rate, which stays.
    private static IEnumerable<(long LengthNs, long Rate)> Stairs(RateShape shape) =>
        Enumerable.Range(0, shape.Steps).Select(step => (shape.LengthNs, shape.FirstRate + (long)((Int128)(shape.SecondRate - shape.FirstRate) * step / shape.Steps)));
}
