using AlphaPulse.LoadTester.Statistics;

namespace AlphaPulse.LoadTester.Tests.Statistics;

public sealed class TheilSenTests
{
    [Fact]
    public void Fit_LineWithAnOutlier_AgreesWithIndependentValues()
    {
        var line = TheilSen.Fit(Series.Places(10), [3.1, 2.9, 4.2, 4.8, 4.8, 6.9, 40.0, 7.7, 9.1, 8.9]);

        Assert.Equal(0.75, line.Slope, 12);
        Assert.Equal(0.5666666666666665, line.Low, 12);
        Assert.Equal(1.0, line.High, 12);
        Assert.Equal(2.625, line.Intercept, 12);
    }

    [Fact]
    public void Fit_EqualPlaces_AgreesWithIndependentValues()
    {
        var line = TheilSen.Fit([1, 1, 2, 3, 5, 8, 13, 13], [2, 4, 1, 6, 9, 3, 14, 12], confidence: 0.9);

        Assert.Equal(0.8333333333333334, line.Slope, 12);
        Assert.Equal(0.14285714285714285, line.Low, 12);
        Assert.Equal(1.75, line.High, 12);
        Assert.Equal(2.166666666666666, line.Intercept, 12);
    }

    [Fact]
    public void Fit_Nile_AgreesWithIndependentValues()
    {
        var line = TheilSen.Fit(Series.Places(100), Series.Nile);

        Assert.Equal(-2.6, line.Slope, 12);
        Assert.Equal(-3.627906976744186, line.Low, 12);
        Assert.Equal(-1.4285714285714286, line.High, 12);
        Assert.Equal(1025.7, line.Intercept, 9);
    }

    [Fact]
    public void Fit_LargerVarianceFactor_WidensTheInterval()
    {
        var narrow = TheilSen.Fit(Series.Places(100), Series.Nile);
        var wide = TheilSen.Fit(Series.Places(100), Series.Nile, varianceFactor: 4);

        Assert.Equal(narrow.Slope, wide.Slope);
        Assert.True(wide.Low < narrow.Low && wide.High > narrow.High);
    }

    [Fact]
    public void Fit_IntervalOverManySeries_CoversTheTrueSlopeAsOftenAsItSays()
    {
        const int seed = 20_251, rounds = 400;
        var random = new Random(seed);
        var covered = 0;
        for (var round = 0; round < rounds; round++)
        {
            double[] values = [.. Series.Places(40).Select(x => (0.3 * x) + (random.NextDouble() * 10))];
            var line = TheilSen.Fit(Series.Places(40), values, confidence: 0.9);
            covered += line.Low <= 0.3 && line.High >= 0.3 ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}: {covered} of {rounds} intervals of 90 % cover the slope");

        // Binomial with 400 x 0.9: 360 ± 4 standard deviations.
        Assert.InRange(covered, 336, 384);
    }

    [Fact]
    public void Fit_AllAtOnePlace_Throws() => Assert.Throws<ArgumentException>(() => TheilSen.Fit([2, 2, 2], [1, 2, 3]));

    [Fact]
    public void Fit_OtherNumberOfValues_Throws() => Assert.Throws<ArgumentException>(() => TheilSen.Fit([1, 2, 3], [1, 2]));
}
