namespace AlphaPulse.FeedSim.Replay.Lobster;

/// <summary>One message: seconds after midnight, type, order id, size, price × 10,000, direction of the resting order.</summary>
internal readonly record struct LobsterRow(long TimeNs, int Type, long OrderId, long Size, long Price, bool RestsOnSell)
{
    public const int PriceDecimals = 4;

    private const long NsPerDay = 24L * 3600 * 1_000_000_000;

    // A seventh column, the participant, is in some published files.
    private const int LeastFields = 6;
    private const int MostFields = 7;

    public static LobsterRow Read(CsvFields csv, ReadOnlySpan<byte> line)
    {
        csv.Cut(line);
        if (csv.Count is < LeastFields or > MostFields)
            throw new MalformedLineException($"{csv.Count} fields, expected time, type, order id, size, price, direction");
        var time = csv.Field(line, 0);
        if (!DecimalText.TryParseRounded(time, 9, out var timeNs) || timeNs is < 0 or >= NsPerDay)
            throw MalformedLineException.Field("time", time, "seconds after midnight");
        var type = csv.Whole(line, 1, "type");
        if (type is < 1 or > 7)
            throw MalformedLineException.Field("type", csv.Field(line, 1), "1 to 7");
        var orderId = csv.Whole(line, 2, "order id");
        var size = csv.Whole(line, 3, "size");
        var price = csv.Whole(line, 4, "price");
        var direction = csv.Whole(line, 5, "direction");
        // A halt reuses the fields for its own codes, −1 among them.
        if (type < 7)
        {
            if (size < (type == 6 ? 0 : 1))
                throw MalformedLineException.Field("size", csv.Field(line, 3), "a number greater than 0");
            if (price <= 0)
                throw MalformedLineException.Field("price", csv.Field(line, 4), "a number greater than 0");
            if (direction is not (1 or -1))
                throw MalformedLineException.Field("direction", csv.Field(line, 5), "1 or -1");
        }

        return new LobsterRow(timeNs, (int)type, orderId, size, price, direction == -1);
    }
}
