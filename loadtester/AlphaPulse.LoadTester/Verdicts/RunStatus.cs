using System.Text.Json.Serialization;

namespace AlphaPulse.LoadTester.Verdicts;

/// <summary>The outcome of a run, as results files spell it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunStatus>))]
internal enum RunStatus
{
    /// <summary>Valid, complete, every objective met.</summary>
    [JsonStringEnumMemberName("passed")]
    Passed,

    /// <summary>Valid, and an objective was missed.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Valid and every objective met, but shorter or smaller than the profile demands.</summary>
    [JsonStringEnumMemberName("partial")]
    Partial,

    /// <summary>The numbers say nothing about the system.</summary>
    [JsonStringEnumMemberName("invalid")]
    Invalid,

    /// <summary>Too few samples to decide an objective.</summary>
    [JsonStringEnumMemberName("inconclusive")]
    Inconclusive,

    /// <summary>Stopped by the user; measured until then.</summary>
    [JsonStringEnumMemberName("interrupted")]
    Interrupted,
}
