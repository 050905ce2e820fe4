using AlphaPulse.FeedSim.Exchanges;
using AlphaPulse.FeedSim.Hosting;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.FeedSim.Commands;

/// <summary><c>feedsim list</c>.</summary>
internal static class ListCommand
{
    public static int Run(ListOptions options)
    {
        var faults = new List<string>();
        FeedChecks.Range(faults, "symbol-count", options.Symbols, 1, SimulatedSymbol.MaxSymbols, "instruments a venue");
        if (faults.Count > 0)
            throw new UsageException(faults);
        Console.WriteLine($"{"instrument",-14} {"price level",16} {"tick",12} {"price decimals",15} {"quantity decimals",18}");
        foreach (var symbol in Enumerable.Range(0, options.Symbols).Select(SimulatedSymbol.At))
        {
            Console.WriteLine(
                $"{symbol.Name,-14} {Decimal(symbol.MidTicks * symbol.TickSize, symbol.PriceDecimals),16} {Decimal(symbol.TickSize, symbol.PriceDecimals),12} {symbol.PriceDecimals,15} {symbol.QuantityDecimals,18}");
        }

        Console.WriteLine();
        PrintRuns(options.Dir);
        return ExitCode.Ok;
    }

    private static void PrintRuns(string? baseDirectory)
    {
        var registry = new RunRegistry(baseDirectory);
        var runs = registry.List();
        Console.WriteLine($"{runs.Count} live run{(runs.Count == 1 ? "" : "s")} in {registry.BaseDirectory}");
        foreach (var name in runs)
        {
            try
            {
                using var run = registry.Join(name);
                Console.WriteLine($"  {name}: rings {string.Join(' ', run.RingNames())}");
            }
            catch (RingException)
            {
                // It ended between the listing and now.
            }
        }
    }

    private static string Decimal(long units, int decimals)
    {
        var digits = units.ToString().PadLeft(decimals + 1, '0');
        return decimals == 0 ? digits : $"{digits[..^decimals]}.{digits[^decimals..]}";
    }
}
