using System.Globalization;
using System.Runtime.InteropServices;

namespace AlphaPulse.Telemetry.Processes;

/// <summary>
/// A leak on purpose, to show that a load test finds one: the variable ALPHAPULSE_FAULT holds
/// <c>PROCESS:KIND=AMOUNT[,PROCESS:KIND=AMOUNT…]</c>, where KIND is <c>managed</c> or <c>native</c> (bytes a second) or <c>handles</c>
/// (files a second). Without the variable there is no thread and nothing happens.
/// </summary>
internal sealed class PlantedLeak
{
    public const string Variable = "ALPHAPULSE_FAULT";

    private const int BlockBytes = 8_192;
    private const int StepsPerSecond = 10;

    // Kept for ever: that is the point.
    private readonly List<object> _kept = [];
    private readonly string _kind;
    private readonly long _perSecond;
    private long _steps;
    private long _leaked;

    private PlantedLeak(string kind, long perSecond) => (_kind, _perSecond) = (kind, perSecond);

    /// <summary>Starts a thread for each leak that is planted in a process.</summary>
    /// <param name="processName">The process's name of itself.</param>
    public static void Start(string processName)
    {
        foreach (var leak in Parse(Environment.GetEnvironmentVariable(Variable), processName))
            new Thread(leak.Run) { Name = $"planted {leak._kind} leak", IsBackground = true }.Start();
    }

    internal static IEnumerable<PlantedLeak> Parse(string? text, string processName)
    {
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split(':', '=') is [var process, "managed" or "native" or "handles", var amount] fields
                && process == processName && long.TryParse(amount, NumberStyles.None, CultureInfo.InvariantCulture, out var perSecond))
                yield return new PlantedLeak(fields[1], perSecond);
        }
    }

    /// <summary>Leaks what is due by the next tenth of a second.</summary>
    /// <returns>What has been leaked so far.</returns>
    internal long Step()
    {
        _steps++;
        while (_leaked < _perSecond * _steps / StepsPerSecond)
            _leaked += LeakOne();
        return _leaked;
    }

    private void Run()
    {
        using var never = new ManualResetEvent(initialState: false);
        while (!never.WaitOne(1_000 / StepsPerSecond))
            Step();
    }

    private long LeakOne()
    {
        switch (_kind)
        {
            case "managed":
                _kept.Add(new byte[BlockBytes]);
                return BlockBytes;
            case "native":
                // Untouched it would take no memory.
                var block = Marshal.AllocHGlobal(BlockBytes);
                for (var at = 0; at < BlockBytes; at++)
                    Marshal.WriteByte(block, at, 1);
                return BlockBytes;
            default:
                _kept.Add(File.OpenHandle("/dev/null"));
                return 1;
        }
    }
}
