namespace AlphaPulse.LoadTester.Comparing;

/// <summary>How much worse a metric may be before it counts, and why that much. Natural logarithms of ratios.</summary>
/// <param name="Setting">What is allowed in any case.</param>
/// <param name="Noise">Three times the spread of a comparison of A with itself.</param>
/// <param name="Timer">One step of the clock at the metric's value.</param>
internal readonly record struct AllowedChange(double Setting, double Noise, double Timer)
{
    /// <summary>How many spreads of an A/A comparison a change has to exceed.</summary>
    public const double SpreadsOfNoise = 3;

    /// <summary>
    /// More noise than that is no ground to call anything equal: a machine that is noisy enough would pass everything.
    /// </summary>
    public const double MostNoiseInSettings = 5;

    public double Value => Math.Max(Setting, Math.Max(Noise, Timer));

    /// <summary>Whether A differs so much from itself that only a regression can be told, and nothing ruled out.</summary>
    public bool IsTooNoisy => Noise > MostNoiseInSettings * Setting;

    /// <summary>Which of the three decides.</summary>
    public string Reason => Noise > Setting && Noise >= Timer ? "A/A noise" : Timer > Setting ? "timer" : "setting";
}
