using System.Text.Json;

namespace AlphaPulse.FeedSim.Replay.Kraken;

/// <summary>
/// Which channel and pair a message is of: the last two elements of its array. Objects ("heartbeat", "systemStatus",
/// "subscriptionStatus") are of none. Found in a pass of its own, because what comes before cannot be understood
/// without it.
/// </summary>
internal readonly ref struct KrakenChannel
{
    public ReadOnlySpan<byte> Name { get; private init; }

    public ReadOnlySpan<byte> Pair { get; private init; }

    /// <exception cref="MalformedLineException">Neither an object nor [id, payload…, channel, pair].</exception>
    /// <exception cref="JsonException">Not JSON.</exception>
    public static KrakenChannel Find(ReadOnlySpan<byte> message)
    {
        var json = new Utf8JsonReader(message);
        json.Read();
        if (json.TokenType == JsonTokenType.StartObject)
        {
            json.Skip();
            CheckEnd(ref json);
            return default;
        }

        if (json.TokenType != JsonTokenType.StartArray)
            throw new MalformedLineException("the message is neither an object nor an array");
        JsonText.Expect(ref json, JsonTokenType.Number, "the channel's number");
        ReadOnlySpan<byte> name = default;
        ReadOnlySpan<byte> pair = default;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.String)
            {
                name = pair;
                pair = JsonText.Text(ref json, "channel or pair");
            }
            else
            {
                json.Skip();
            }
        }

        CheckEnd(ref json);
        if (name.IsEmpty || pair.IsEmpty)
            throw new MalformedLineException("the message does not end in channel and pair");
        return new KrakenChannel { Name = name, Pair = pair };
    }

    private static void CheckEnd(ref Utf8JsonReader json)
    {
        if (json.Read())
            throw new MalformedLineException("more text follows the message");
    }
}
