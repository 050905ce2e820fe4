using System.Text.Json;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Results;

/// <summary>Reads results files of this and of earlier versions: what a file does not have keeps its default.</summary>
internal static class StoredResults
{
    // Without them a report would make up a verdict, or have nothing to tell.
    private static readonly string[] s_required = ["status", "latency"];

    /// <summary>Null after a fault: unreadable, no results, or a value of another type.</summary>
    public static RunResults? Read(string path, FaultList faults)
    {
        if (JsonInput.Read(path, RunResults.SchemaName, faults) is not { } root)
            return null;
        if (NullItem(root, "$") is { } nullPath)
        {
            faults.Add(path, $"has null at {nullPath}, where a list's items never are");
            return null;
        }

        try
        {
            var results = ResultsJson.FromElement(root);
            if (s_required.Where(name => !root.TryGetProperty(name, out _)).ToArray() is not { Length: > 0 } missing)
                return results;
            faults.Add(path, $"lacks the {(missing.Length == 1 ? "field" : "fields")} {string.Join(", ", missing)}");
            return null;
        }
        catch (JsonException exception)
        {
            faults.Add(path, $"cannot be read at {exception.Path ?? "$"}: its value has another type than results have there");
            return null;
        }
    }

    // The serializer only watches fields.
    private static string? NullItem(JsonElement element, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var (index, item) in element.EnumerateArray().Index())
                {
                    var itemPath = $"{path}[{index}]";
                    if ((item.ValueKind == JsonValueKind.Null ? itemPath : NullItem(item, itemPath)) is { } found)
                        return found;
                }

                return null;
            case JsonValueKind.Object:
                return element.EnumerateObject().Select(property => NullItem(property.Value, $"{path}.{property.Name}")).FirstOrDefault(found => found is not null);
            default:
                return null;
        }
    }
}
