namespace AlphaPulse.Engine.Books;

/// <summary>
/// Kraken's book checksum: CRC32 (IEEE 802.3, as in zip) of the ten best asks from low to high, then the ten best bids from
/// high to low, each level as price and quantity in decimal digits without point and leading zeros.
/// </summary>
/// <remarks>
/// Kraken sends both as text with a fixed number of decimals, so an integer in those decimals has exactly those digits.
/// Source: Kraken WebSocket API v1, "Book checksum".
/// </remarks>
internal static class KrakenChecksum
{
    private const int Levels = 10;

    private const uint ReflectedPolynomial = 0xEDB88320;

    private static readonly uint[] s_table = BuildTable();

    public static uint Of(Book book)
    {
        var crc = uint.MaxValue;
        Add(ref crc, book.Asks);
        Add(ref crc, book.Bids);
        return ~crc;
    }

    private static void Add(ref uint crc, BookSide side)
    {
        var left = Levels;
        foreach (var level in side.BestFirst())
        {
            if (left-- == 0)
                break;
            AddDigits(ref crc, level.Price);
            AddDigits(ref crc, level.Quantity);
        }
    }

    private static void AddDigits(ref uint crc, long value)
    {
        Span<byte> digits = stackalloc byte[20];
        value.TryFormat(digits, out var length);
        foreach (var digit in digits[..length])
            crc = s_table[(byte)(crc ^ digit)] ^ (crc >> 8);
    }

    private static uint[] BuildTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ ReflectedPolynomial : crc >> 1;
            table[i] = crc;
        }

        return table;
    }
}
