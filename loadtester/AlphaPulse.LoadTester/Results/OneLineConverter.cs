using System.Text.Json;
using System.Text.Json.Serialization;

namespace AlphaPulse.LoadTester.Results;

/// <summary>Writes a field's lists of numbers on one line of a file that is otherwise indented: a number a line would make it several times as long.</summary>
internal sealed class OneLineConverter<T> : JsonConverter<T>
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<T>(ref reader);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteRawValue(JsonSerializer.SerializeToUtf8Bytes(value));
}
