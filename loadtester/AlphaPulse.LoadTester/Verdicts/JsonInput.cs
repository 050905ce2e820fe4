using System.Text.Json;
using System.Text.RegularExpressions;
using AlphaPulse.LoadTester.Options;

namespace AlphaPulse.LoadTester.Verdicts;

/// <summary>Reads a JSON file that a person or another program may have written; says in one line what is wrong with it.</summary>
internal static partial class JsonInput
{
    // A day's results with an interval a second are some 30 MB.
    private const int MaxBytes = 256 << 20;

    /// <summary>The root object, or null after a fault: unreadable, not JSON, no object, another schema.</summary>
    public static JsonElement? Read(string path, string schema, FaultList faults)
    {
        if (InputFile.Read(path, MaxBytes, faults) is not { } text)
            return null;
        try
        {
            using var document = JsonDocument.Parse(NotNumbers().Replace(text, "$1null"));
            var root = document.RootElement.Clone();
            if (root.ValueKind != JsonValueKind.Object)
                faults.Add(path, $"is not a file of schema {schema}: expected a JSON object, found {root.ValueKind}");
            else if (!root.TryGetProperty("schema", out var found))
                faults.Add(path, $"has no field 'schema', expected {schema}");
            else if (found.ValueKind != JsonValueKind.String || found.GetString() != schema)
                faults.Add(path, $"is of schema {found.GetRawText()}, expected {schema}");
            else
                return root;
        }
        catch (JsonException exception)
        {
            faults.Add(path, $"is not JSON: line {exception.LineNumber + 1}, position {exception.BytePositionInLine + 1}");
        }

        return null;
    }

    // Some programs write NaN although JSON has none. It is a missing value, not a broken file.
    [GeneratedRegex(@"(:\s*)(?:NaN|-?Infinity)(?=\s*[,}\]])")]
    private static partial Regex NotNumbers();
}
