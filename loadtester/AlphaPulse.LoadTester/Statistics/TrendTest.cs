namespace AlphaPulse.LoadTester.Statistics;

/// <summary>What a test for a trend found.</summary>
/// <param name="S">Pairs that rise less pairs that fall.</param>
/// <param name="Tau">S as a share of all pairs: 1 = each value is above the one before.</param>
/// <param name="VarianceFactor">By how much autocorrelation makes S vary more than that of independent values; 1 = not at all.</param>
/// <param name="Z">S in standard deviations, positive if it rises.</param>
/// <param name="PValue">Probability of a Z as far from 0 without a trend, to either side.</param>
internal readonly record struct TrendTest(double S, double Tau, double VarianceFactor, double Z, double PValue);
