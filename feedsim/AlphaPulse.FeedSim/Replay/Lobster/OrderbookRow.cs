using AlphaPulse.MarketData;

namespace AlphaPulse.FeedSim.Replay.Lobster;

/// <summary>
/// One row of an order book file: ask price 1, ask size 1, bid price 1, bid size 1, ask price 2, … A level that is not
/// there has the price 9999999999 or -9999999999 and size 0. Reused.
/// </summary>
internal sealed class OrderbookRow
{
    private long[] _prices = [];
    private long[] _sizes = [];
    private int _asks;
    private int _bids;

    /// <summary>Levels a side that the file shows.</summary>
    public int Depth { get; private set; }

    public int Count(bool isSell) => isSell ? _asks : _bids;

    public bool IsFull(bool isSell) => Count(isSell) == Depth;

    public long Price(bool isSell, int level) => _prices[Index(isSell, level)];

    public long Size(bool isSell, int level) => _sizes[Index(isSell, level)];

    public void Read(CsvFields csv, ReadOnlySpan<byte> line)
    {
        csv.Cut(line);
        if (csv.Count % 4 != 0)
            throw new MalformedLineException($"{csv.Count} fields, expected ask price, ask size, bid price, bid size of each level");
        Depth = csv.Count / 4;
        if (_prices.Length != 2 * Depth)
            (_prices, _sizes) = (new long[2 * Depth], new long[2 * Depth]);
        _asks = ReadSide(csv, line, isSell: true);
        _bids = ReadSide(csv, line, isSell: false);
    }

    /// <summary>Hash of all levels, without counts of orders.</summary>
    public long Hash()
    {
        var hash = default(BookHash);
        for (var side = 0; side < 2; side++)
        {
            for (var i = 0; i < Count(side == 1); i++)
                hash.Add(side == 1, Price(side == 1, i), Size(side == 1, i));
        }

        return hash.Value;
    }

    private static int Index(bool isSell, int level) => 2 * level + (isSell ? 0 : 1);

    private int ReadSide(CsvFields csv, ReadOnlySpan<byte> line, bool isSell)
    {
        var count = 0;
        for (var level = 0; level < Depth; level++)
        {
            var field = 4 * level + (isSell ? 0 : 2);
            var price = csv.Whole(line, field, "price");
            var size = csv.Whole(line, field + 1, "size");
            if (size < 0)
                throw MalformedLineException.Field("size", csv.Field(line, field + 1), "a number that is not negative");
            if (size == 0)
                continue;
            if (count != level || (level > 0 && (isSell ? price <= Price(isSell, level - 1) : price >= Price(isSell, level - 1))))
                throw new MalformedLineException($"level {level + 1} is not behind the level before it");
            _prices[Index(isSell, level)] = price;
            _sizes[Index(isSell, level)] = size;
            count++;
        }

        return count;
    }
}
