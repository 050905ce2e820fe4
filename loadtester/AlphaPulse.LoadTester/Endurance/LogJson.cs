using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AlphaPulse.LoadTester.Endurance;

/// <summary>The log's records ↔ UTF-8 JSON in snake_case, one line each.</summary>
internal static class LogJson
{
    private static readonly JsonSerializerOptions s_line = Options(isIndented: false);
    private static readonly JsonSerializerOptions s_file = Options(isIndented: true);

    /// <summary>With its line feed.</summary>
    public static byte[] ToLine<T>(T value)
    {
        using var stream = new MemoryStream();
        JsonSerializer.Serialize(stream, value, s_line);
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    public static byte[] ToFile<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, s_file);

    /// <exception cref="JsonException">It is not such a record.</exception>
    public static T Parse<T>(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize<T>(utf8, s_line) ?? throw new JsonException("it holds 'null'");

    private static JsonSerializerOptions Options(bool isIndented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = isIndented,
    };
}
