using System.Text.Json.Serialization;

namespace AlphaPulse.LoadTester.Results;

/// <summary>
/// Latencies over time as counts: a column is a stretch of time, a row a range of latencies. Row r holds what lies from
/// 10^(r / <see cref="RowsPerDecade"/>) ns up to the next row; row 0 also what is below. A run of any length has at most
/// some 600 columns.
/// </summary>
internal sealed record HeatMapResults
{
    public int RowsPerDecade { get; init; }

    /// <summary>Beginning of the first column, seconds after the start of the measurement.</summary>
    public double StartSecs { get; init; }

    /// <summary>End of each column, which is the beginning of the next one.</summary>
    [JsonConverter(typeof(OneLineConverter<IReadOnlyList<double>>))]
    public IReadOnlyList<double> EndsSecs { get; init; } = [];

    /// <summary>By column: the first row that has a count, then the counts of it and those above; empty where there is none.</summary>
    [JsonConverter(typeof(OneLineConverter<IReadOnlyList<IReadOnlyList<long>>>))]
    public IReadOnlyList<IReadOnlyList<long>> Write { get; init; } = [];

    /// <summary>As <see cref="Write"/>.</summary>
    [JsonConverter(typeof(OneLineConverter<IReadOnlyList<IReadOnlyList<long>>>))]
    public IReadOnlyList<IReadOnlyList<long>> Lag { get; init; } = [];

    /// <summary>As <see cref="Write"/>.</summary>
    [JsonConverter(typeof(OneLineConverter<IReadOnlyList<IReadOnlyList<long>>>))]
    public IReadOnlyList<IReadOnlyList<long>> Response { get; init; } = [];

    /// <summary>As <see cref="Write"/>.</summary>
    [JsonConverter(typeof(OneLineConverter<IReadOnlyList<IReadOnlyList<long>>>))]
    public IReadOnlyList<IReadOnlyList<long>> Delivery { get; init; } = [];

    /// <summary>As <see cref="Write"/>: how late loops woke that only sleep, in feedsim.</summary>
    [JsonConverter(typeof(OneLineConverter<IReadOnlyList<IReadOnlyList<long>>>))]
    public IReadOnlyList<IReadOnlyList<long>> Hiccup { get; init; } = [];

    /// <summary>The same in a process that does nothing else.</summary>
    [JsonConverter(typeof(OneLineConverter<IReadOnlyList<IReadOnlyList<long>>>))]
    public IReadOnlyList<IReadOnlyList<long>> ControlHiccup { get; init; } = [];
}
