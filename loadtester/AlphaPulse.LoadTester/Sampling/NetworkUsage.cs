using System.Globalization;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Sampling;

/// <summary>What the machine (its network namespace) has received and sent since it was booted, as /proc/net/dev counts it.</summary>
/// <param name="ReceivedBytes">All interfaces but loopback.</param>
/// <param name="SentBytes">The same.</param>
/// <param name="ReceivedPackets">The same.</param>
/// <param name="SentPackets">The same.</param>
/// <param name="Failed">Packets with errors or dropped, both directions.</param>
/// <param name="LoopbackBytes">From the machine to itself.</param>
internal readonly record struct NetworkUsage(long ReceivedBytes, long SentBytes, long ReceivedPackets, long SentPackets, long Failed, long LoopbackBytes)
{
    private const string Path = "/proc/net/dev";
    private const string Loopback = "lo";

    /// <summary>Null where it cannot be read.</summary>
    public static NetworkUsage? Read()
    {
        try
        {
            return Parse(File.ReadAllText(Path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null;
        }
    }

    /// <exception cref="InvalidDataException">It is not /proc/net/dev.</exception>
    internal static NetworkUsage Parse(string text)
    {
        var sum = default(NetworkUsage);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // Two lines of headings have bars; "eth0:123" may have no space after the colon.
            if (line.Contains('|', StringComparison.Ordinal))
                continue;
            var (name, values) = line.LastIndexOf(':') is var colon and > 0 ? (line[..colon].Trim(), line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)) : ("", []);
            const int bytesIn = 0, packetsIn = 1, errorsIn = 2, dropsIn = 3, bytesOut = 8, packetsOut = 9, errorsOut = 10, dropsOut = 11;
            if (values.Length <= dropsOut)
                throw new InvalidDataException($"{Path} has the line '{line}', expected an interface and its counters.");
            sum = name == Loopback
                ? sum with { LoopbackBytes = sum.LoopbackBytes + Number(bytesIn) }
                : sum with
                {
                    ReceivedBytes = sum.ReceivedBytes + Number(bytesIn),
                    SentBytes = sum.SentBytes + Number(bytesOut),
                    ReceivedPackets = sum.ReceivedPackets + Number(packetsIn),
                    SentPackets = sum.SentPackets + Number(packetsOut),
                    Failed = sum.Failed + Number(errorsIn) + Number(dropsIn) + Number(errorsOut) + Number(dropsOut),
                };

            long Number(int at) => long.TryParse(values[at], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw new InvalidDataException($"{Path}: '{values[at]}' is not a counter.");
        }

        return sum;
    }

    // An interface that goes away takes its counters with it: less than before is nothing.
    public NetworkResults Since(NetworkUsage before) => new()
    {
        ReceivedMb = Megabytes.Of(Math.Max(0, ReceivedBytes - before.ReceivedBytes)),
        SentMb = Megabytes.Of(Math.Max(0, SentBytes - before.SentBytes)),
        ReceivedPackets = Math.Max(0, ReceivedPackets - before.ReceivedPackets),
        SentPackets = Math.Max(0, SentPackets - before.SentPackets),
        FailedPackets = Math.Max(0, Failed - before.Failed),
        LoopbackMb = Megabytes.Of(Math.Max(0, LoopbackBytes - before.LoopbackBytes)),
    };
}
