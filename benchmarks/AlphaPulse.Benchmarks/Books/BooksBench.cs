using System.Diagnostics;
using System.Globalization;
using AlphaPulse.FeedSim.Replay;
using AlphaPulse.MarketData;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.Benchmarks.Books;

/// <summary>
/// Book structures on the Binance USD-M futures capture: every book event applied, the best prices read after every update.
/// Passes of the candidates take turns, so that the machine's moods meet all of them.
/// </summary>
internal static class BooksBench
{
    private const string Capture = "binance/usdm_btcusdt_20240808.gz";
    private const int Rounds = 21;

    private static readonly int[] s_windows = [1024, 4096, 16384, 65536];

    /// <returns>0; 1 if two candidates disagree about the best prices; 2 if the capture is missing.</returns>
    public static int Run() => Run(Console.Out, Console.Error);

    public static int Run(TextWriter output, TextWriter error)
    {
        if (FindCapture() is not { } path)
        {
            error.WriteLine($"{Capture} was found neither in ../shared/data nor in ALPHAPULSE_DATA");
            return 2;
        }

        var tape = CaptureReader.Read(new ReplayPlan { Format = CaptureFormats.BinanceFutures, Files = [path] });
        MarketEvent[] events = [.. BookEvents(tape.Events)];
        var instrument = tape.Instruments[0];
        List<Contender> books = [.. s_windows.Select(w => Contend(new WindowedBook(instrument, w), events))];
        books.Add(Contend(new SortedArrayBook(), events));
        books.Add(Contend(new TreeBook(), events));
        using var stages = new StagesRun(tape);
        var whole = new Contender("guard and book stage, clock, histogram", () => null, stages.Pass);
        for (var round = 0; round <= Rounds; round++)
        {
            books.ForEach(c => c.Go());
            whole.Go();
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"books: {events.Length:N0} book events of {instrument.Symbol}, {Rounds} rounds, ns an event"));
        output.WriteLine($"{"",-38}{"median",9}{"best",9}{"worst",9}{"far levels",12}{"bytes",8}");
        books.ForEach(output.WriteLine);
        output.WriteLine(whole);
        var agree = books.TrueForAll(c => c.Digest == books[0].Digest);
        if (!agree)
            error.WriteLine("the candidates disagree about the best prices");
        return agree ? 0 : 1;
    }

    private static Contender Contend<T>(T book, MarketEvent[] events)
        where T : struct, IBookCandidate => new(book.Name, () => book.FarLevels, () => Pass(book, events));

    private static List<MarketEvent> BookEvents(ReadOnlySpan<MarketEvent> tape)
    {
        var events = new List<MarketEvent>(tape.Length);
        foreach (ref readonly var e in tape)
        {
            if (e.Kind is EventKind.Level or EventKind.SnapshotBegin)
                events.Add(e);
            else if (e.IsLastOfUpdate && events.Count > 0)
                events[^1] = events[^1] with { Flags = events[^1].Flags | EventFlags.LastOfUpdate };
        }

        return events;
    }

    private static BookPass Pass<T>(T book, MarketEvent[] events)
        where T : struct, IBookCandidate
    {
        var digest = 0L;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        foreach (ref readonly var e in events.AsSpan())
        {
            book.Apply(e);
            if (!e.IsLastOfUpdate)
                continue;
            var (bid, ask) = book.Top();
            digest = unchecked((digest * 31) + bid + (ask * 7));
        }

        var ns = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        return new BookPass(ns / events.Length, (double)allocated / events.Length, digest);
    }

    private static string? FindCapture()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "AlphaPulse.sln")))
            directory = directory.Parent;
        var data = Environment.GetEnvironmentVariable("ALPHAPULSE_DATA") is { Length: > 0 } given
            ? given
            : Path.Combine(directory?.FullName ?? ".", "..", "shared", "data");
        var path = Path.Combine(data, Capture);
        return File.Exists(path) ? path : null;
    }
}
