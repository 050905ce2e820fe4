using System.Text.Json;

namespace AlphaPulse.LoadTester.Noise;

/// <summary>The causes and their names in results.</summary>
internal static class OutlierCauses
{
    public static readonly IReadOnlyList<OutlierCause> All = Enum.GetValues<OutlierCause>();

    private static readonly string[] s_names = [.. All.Select(cause => JsonNamingPolicy.SnakeCaseLower.ConvertName(cause.ToString()))];

    /// <summary>As in results: gc_suspension.</summary>
    public static string Name(OutlierCause cause) => s_names[(int)cause];
}
