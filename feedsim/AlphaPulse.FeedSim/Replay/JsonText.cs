using System.Text.Json;

namespace AlphaPulse.FeedSim.Replay;

/// <summary>Typed reads from a <see cref="Utf8JsonReader"/> that refuse a wrong type as a fault of the line.</summary>
internal static class JsonText
{
    /// <summary>Moves to the next token, which must be of a type.</summary>
    public static void Expect(ref Utf8JsonReader json, JsonTokenType type, string name)
    {
        if (!json.Read() || json.TokenType != type)
            throw Wrong(in json, name, type);
    }

    /// <summary>The current token as a whole number that is not negative.</summary>
    public static long Whole(ref Utf8JsonReader json, string name)
    {
        if (json.TokenType != JsonTokenType.Number || !json.TryGetInt64(out var value) || value < 0)
            throw MalformedLineException.Field(name, json.ValueSpan, "a whole number that is not negative");
        return value;
    }

    /// <summary>The current token as a decimal number in quotes.</summary>
    public static Amount Amount(ref Utf8JsonReader json, string name) => Replay.Amount.Parse(name, Text(ref json, name));

    /// <summary>The bytes of the current token, a string without escapes.</summary>
    public static ReadOnlySpan<byte> Text(scoped ref Utf8JsonReader json, string name)
    {
        if (json.TokenType != JsonTokenType.String)
            throw Wrong(in json, name, JsonTokenType.String);
        if (json.ValueIsEscaped)
            throw MalformedLineException.Field(name, json.ValueSpan, "text without escapes");
        return json.ValueSpan;
    }

    private static MalformedLineException Wrong(in Utf8JsonReader json, string name, JsonTokenType expected) =>
        new($"{name}: expected {Word(expected)}, found {Word(json.TokenType)}");

    private static string Word(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.EndObject => "the end of the object",
        JsonTokenType.EndArray => "the end of the array",
        JsonTokenType.PropertyName => "a property",
        JsonTokenType.String => "text in quotes",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        JsonTokenType.Null => "null",
        _ => "nothing",
    };
}
