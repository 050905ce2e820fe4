using System.Text.Encodings.Web;
using System.Text.Json;

namespace AlphaPulse.LoadTester.Results;

/// <summary>How the program writes JSON that people read, too: snake case, indented, nothing escaped that need not be.</summary>
internal static class ReadableJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
