using System.Text.Json.Serialization;

namespace AlphaPulse.LoadTester.Doctor;

/// <summary>Whether a finding stands in the way of a measurement.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FindingLevel>))]
internal enum FindingLevel
{
    [JsonStringEnumMemberName("ok")]
    Ok,

    [JsonStringEnumMemberName("warning")]
    Warning,
}
