using System.Text.Json.Serialization;

namespace AlphaPulse.LoadTester.Endurance;

/// <summary>How far a logged run has come, as its checkpoint says.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunState>))]
internal enum RunState
{
    /// <summary>It goes on, or it was killed: whether somebody holds the directory's lock tells.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>The user stopped it.</summary>
    [JsonStringEnumMemberName("interrupted")]
    Interrupted,

    /// <summary>One of its programs ended.</summary>
    [JsonStringEnumMemberName("broken")]
    Broken,

    /// <summary>Nothing is left of its duration.</summary>
    [JsonStringEnumMemberName("finished")]
    Finished,
}
