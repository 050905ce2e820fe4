using System.Text.Json;
using AlphaPulse.FeedSim.Replay.Binance;
using AlphaPulse.FeedSim.Replay.Databento;
using AlphaPulse.FeedSim.Replay.Kraken;
using AlphaPulse.FeedSim.Replay.Lobster;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.FeedSim.Replay;

/// <summary>Reads the files of a replay, in order as one stream, into a tape.</summary>
internal static class CaptureReader
{
    /// <summary>Opens one file of a capture; tests hand in others that split the bytes differently.</summary>
    public delegate ValueTask<LineReader> Opener(string path, CancellationToken cancellation);

    /// <exception cref="CaptureException">A file cannot be read, is of another format, or (unless errors are skipped) has a malformed line.</exception>
    public static CaptureTape Read(ReplayPlan plan) => ReadAsync(plan).AsTask().GetAwaiter().GetResult();

    /// <inheritdoc cref="Read"/>
    public static ValueTask<CaptureTape> ReadAsync(ReplayPlan plan, CancellationToken cancellation = default) =>
        ReadAsync(plan, CaptureFile.OpenAsync, cancellation);

    public static async ValueTask<CaptureTape> ReadAsync(ReplayPlan plan, Opener open, CancellationToken cancellation)
    {
        Check(plan);
        var tape = new TapeBuilder();
        var counts = new Counts();
        await using var parser = Parser(plan, tape);
        foreach (var path in plan.Files)
        {
            await using var lines = await open(path, cancellation).ConfigureAwait(false);
            parser.BeginFile(path);
            while (await lines.MoveNextAsync(cancellation).ConfigureAwait(false))
            {
                if (lines.Line.IsEmpty)
                    continue;
                await parser.PrepareAsync(cancellation).ConfigureAwait(false);
                Accept(lines, parser, tape, plan, counts);
            }

            if (lines.LineNumber == 0)
                throw new CaptureException(path, "is empty");
            counts.TextBytes += lines.Bytes;
        }

        var lastFile = plan.Files[^1];
        await parser.CompleteAsync(lastFile, cancellation).ConfigureAwait(false);
        return Finish(tape, plan, parser, counts, lastFile);
    }

    private static void Check(ReplayPlan plan)
    {
        if (!CaptureFormats.IsKnown(plan.Format))
            throw new CaptureException("--format", $"'{plan.Format}' is unknown, expected one of {string.Join(", ", CaptureFormats.All)}");
        if (plan.Files.Count == 0)
            throw new CaptureException("replay", "no file given");
        if (plan.Oracle is not null && !CaptureFormats.TakesOracleFile(plan.Format))
            throw new CaptureException(plan.Oracle, $"{plan.Format} takes no --oracle file: its oracle is in the stream");
    }

    private static LineParser Parser(ReplayPlan plan, TapeBuilder tape) => plan.Format switch
    {
        CaptureFormats.BinanceSpot => new BinanceParser(tape, isFutures: false, plan.SkipErrors),
        CaptureFormats.BinanceFutures => new BinanceParser(tape, isFutures: true, plan.SkipErrors),
        CaptureFormats.KrakenV1 => new KrakenParser(tape),
        CaptureFormats.DatabentoMbo => new MboParser(tape, plan.Oracle),
        _ => new LobsterParser(tape, plan.Oracle is null ? null : new OrderbookOracle(plan.Oracle, plan.SkipErrors)),
    };

    private static string VenueName(string format) => format switch
    {
        CaptureFormats.KrakenV1 => "kraken",
        CaptureFormats.DatabentoMbo => "databento",
        // LOBSTER reconstructs one venue only.
        CaptureFormats.Lobster => "nasdaq",
        _ => format,
    };

    private static void Accept(LineReader lines, LineParser parser, TapeBuilder tape, ReplayPlan plan, Counts counts)
    {
        if (lines.LineNumber <= FormatRecogniser.Lines && FormatRecogniser.Mismatch(plan.Format, lines.Line) is { } mismatch)
            throw new CaptureException(lines.File, lines.LineNumber, mismatch);
        try
        {
            parser.Accept(lines.Line);
            counts.Parsed++;
        }
        catch (Exception e) when (e is MalformedLineException or JsonException)
        {
            tape.Discard();
            var reason = e is JsonException json ? $"not valid JSON near byte {json.BytePositionInLine} of the message" : e.Message;
            var fault = new CaptureException(lines.File, lines.LineNumber, reason, e);
            if (!plan.SkipErrors || e is MalformedLineException { IsWrongFormat: true })
                throw fault;
            parser.Skipped();
            counts.Skipped++;
            counts.FirstSkipped ??= fault.Message;
        }
    }

    private static CaptureTape Finish(TapeBuilder tape, ReplayPlan plan, LineParser parser, Counts counts, string lastFile)
    {
        if (tape.Count == 0)
            throw new CaptureException(lastFile, counts.FirstSkipped is null ? $"no market data of {plan.Format} in it" : $"not a {plan.Format} capture ({counts.FirstSkipped})");
        try
        {
            var finisher = new TapeFinisher(tape);
            var instruments = finisher.Finish(VenueName(plan.Format));
            return new CaptureTape(tape.Detach(), instruments)
            {
                VenueName = VenueName(plan.Format),
                Trades = tape.Trades,
                BookUpdates = tape.BookUpdates,
                Checks = finisher.Checks,
                ParsedLines = counts.Parsed,
                SkippedLines = counts.Skipped,
                FirstSkipped = counts.FirstSkipped,
                Gaps = parser.Gaps,
                TextBytes = counts.TextBytes,
            };
        }
        catch (MalformedLineException e)
        {
            throw new CaptureException(lastFile, e.Message, e);
        }
    }

    private sealed class Counts
    {
        public long Parsed;
        public long Skipped;
        public long TextBytes;
        public string? FirstSkipped;
    }
}
