namespace AlphaPulse.LoadTester.Results;

/// <summary>The measured phases' histograms, HdrHistogram V2 compressed, base64. Empty where there is none.</summary>
internal sealed record HistogramResults
{
    public string Write { get; init; } = "";

    public string Lag { get; init; } = "";

    public string Response { get; init; } = "";

    public string Delivery { get; init; } = "";

    /// <summary>Hiccups of feedsim, all cores.</summary>
    public string Hiccup { get; init; } = "";

    /// <summary>Hiccups of the process that does nothing else, all cores.</summary>
    public string ControlHiccup { get; init; } = "";
}
