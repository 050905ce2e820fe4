using AlphaPulse.MarketData;

namespace AlphaPulse.FeedSim.Replay.Databento;

/// <summary>
/// The 10-level book of the same day (<c>--oracle</c>), one hash a venue message. Of several rows with one ts_event and
/// sequence the last one holds: the others are states in the middle of the message.
/// </summary>
internal sealed class MbpOracle
{
    private const int MostLevels = 64;

    private readonly Dictionary<MboKey, long> _hashes = [];

    /// <summary>Levels a side.</summary>
    public int Depth { get; private set; }

    public int Count => _hashes.Count;

    public bool TryGet(MboKey key, out long hash) => _hashes.TryGetValue(key, out hash);

    /// <exception cref="CaptureException">Not such a file; malformed lines end it always, an oracle has none to spare.</exception>
    public static async ValueTask<MbpOracle> LoadAsync(string path, CancellationToken cancellation)
    {
        var oracle = new MbpOracle();
        var csv = new CsvFields();
        MbpColumns? columns = null;
        await using var lines = await CaptureFile.OpenAsync(path, cancellation).ConfigureAwait(false);
        while (await lines.MoveNextAsync(cancellation).ConfigureAwait(false))
        {
            if (lines.Line.IsEmpty)
                continue;
            try
            {
                if (columns is null)
                    columns = new MbpColumns(csv, lines.Line);
                else
                    oracle._hashes[columns.Read(csv, lines.Line, out var hash)] = hash;
            }
            catch (MalformedLineException e)
            {
                throw new CaptureException(path, lines.LineNumber, e.Message, e);
            }
        }

        oracle.Depth = columns?.Depth ?? throw new CaptureException(path, "is empty");
        return oracle;
    }

    private sealed class MbpColumns
    {
        private readonly int _event, _sequence, _instrument, _count;
        private readonly List<Side> _sides = [];

        private readonly record struct Side(bool IsSell, int Price, int Size, int Orders);

        public MbpColumns(CsvFields csv, ReadOnlySpan<byte> header)
        {
            csv.Cut(header);
            _event = csv.Column(header, "ts_event");
            _sequence = csv.Column(header, "sequence");
            _instrument = csv.IndexOf(header, "instrument_id"u8);
            _count = csv.Count;
            csv.Column(header, "bid_px_00");
            for (var level = 0; level < MostLevels && csv.IndexOf(header, System.Text.Encoding.ASCII.GetBytes($"bid_px_{level:00}")) >= 0; level++)
            {
                _sides.Add(ReadSide(csv, header, isSell: false, $"bid_", level));
                _sides.Add(ReadSide(csv, header, isSell: true, $"ask_", level));
            }
        }

        public int Depth => _sides.Count / 2;

        public MboKey Read(CsvFields csv, ReadOnlySpan<byte> line, out long hash)
        {
            csv.Cut(line);
            if (csv.Count != _count)
                throw new MalformedLineException($"{csv.Count} fields, the header line has {_count}");
            var book = default(BookHash);
            foreach (var side in _sides)
            {
                var text = csv.Field(line, side.Price);
                if (!DatabentoText.TryPrice(text, out var price, out var isDefined))
                    throw MalformedLineException.Field("price", text, "a price of at most 9 decimals");
                var size = csv.Whole(line, side.Size, "size");
                if (isDefined && size > 0)
                    book.Add(side.IsSell, price, size, (int)Math.Min(int.MaxValue, csv.Whole(line, side.Orders, "count")));
            }

            hash = book.Value;
            return new MboKey(DatabentoText.Time("ts_event", csv.Field(line, _event)), csv.Whole(line, _sequence, "sequence"),
                _instrument < 0 ? 0 : csv.Whole(line, _instrument, "instrument_id"));
        }

        private static Side ReadSide(CsvFields csv, ReadOnlySpan<byte> header, bool isSell, string prefix, int level) => new(isSell,
            csv.Column(header, $"{prefix}px_{level:00}"), csv.Column(header, $"{prefix}sz_{level:00}"), csv.Column(header, $"{prefix}ct_{level:00}"));
    }
}
