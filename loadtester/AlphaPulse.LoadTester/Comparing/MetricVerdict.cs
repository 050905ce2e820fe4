using System.Text.Json.Serialization;

namespace AlphaPulse.LoadTester.Comparing;

/// <summary>What a comparison says of one metric.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MetricVerdict>))]
internal enum MetricVerdict
{
    /// <summary>Neither of the others: the data allow both "as before" and "worse".</summary>
    [JsonStringEnumMemberName("inconclusive")]
    Inconclusive,

    /// <summary>Worse by more than the threshold, confirmed.</summary>
    [JsonStringEnumMemberName("regression")]
    Regression,

    /// <summary>The whole interval lies within the threshold on either side.</summary>
    [JsonStringEnumMemberName("equivalent")]
    Equivalent,

    /// <summary>Worse by more than the threshold is ruled out; better may be.</summary>
    [JsonStringEnumMemberName("no_worse")]
    NoWorse,

    /// <summary>Better by more than the threshold, confirmed.</summary>
    [JsonStringEnumMemberName("improvement")]
    Improvement,

    /// <summary>One of the sides has no value.</summary>
    [JsonStringEnumMemberName("not_measured")]
    NotMeasured,
}
