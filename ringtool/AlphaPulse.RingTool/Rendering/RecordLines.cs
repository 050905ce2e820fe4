using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AlphaPulse.RingTool.Commands;
using AlphaPulse.RingTool.Records;

namespace AlphaPulse.RingTool.Rendering;

/// <summary>Records as lines of JSON: the sequence, then each field by its name. Numbers are exact; 128 bits, ids and NaN are strings.</summary>
internal static class RecordLines
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(IEnumerable<(long Sequence, ReadOnlyMemory<byte> Record)> records, IReadOnlyList<RecordField> fields, Output output)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, s_options);
        foreach (var (sequence, record) in records)
        {
            json.WriteStartObject();
            json.WriteNumber("sequence", sequence);
            foreach (var field in fields)
            {
                json.WritePropertyName(field.Name);
                if (field.Count is not null)
                    json.WriteStartArray();
                foreach (var value in field.Values(record))
                {
                    if (field.Type.IsJsonNumber(value))
                        json.WriteRawValue(value);
                    else
                        json.WriteStringValue(value);
                }

                if (field.Count is not null)
                    json.WriteEndArray();
            }

            json.WriteEndObject();
            json.Flush();
            output.Line(Encoding.UTF8.GetString(buffer.WrittenSpan));
            buffer.ResetWrittenCount();
            json.Reset();
        }
    }
}
