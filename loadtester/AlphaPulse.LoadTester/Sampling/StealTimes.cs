using System.Buffers.Text;

namespace AlphaPulse.LoadTester.Sampling;

/// <summary>Time by core since boot that the hypervisor had the core for something else, from /proc/stat. Its unit is 10 ms. Not thread-safe.</summary>
internal sealed class StealTimes : IDisposable
{
    // The lines of the cores come first, at most some 120 bytes each.
    private const int LineBytes = 160;
    private const int StealField = 8;
    private readonly TextFile? _file;

    public StealTimes()
    {
        Cores = Environment.ProcessorCount;

        // Cores that this process may not use are listed, too.
        if (TextFile.TryOpen("/proc/stat", 1 << 20) is { } whole)
        {
            using (whole)
                Cores = CountCores(whole.Read());
        }

        _file = TextFile.TryOpen("/proc/stat", (Cores + 1) * LineBytes);
    }

    /// <summary>One more than the highest number of a core.</summary>
    public int Cores { get; }

    public bool IsKnown => _file is not null;

    /// <param name="stealNs">By core; what is not told stays as it is.</param>
    public void Read(Span<long> stealNs)
    {
        if (_file is not null)
            Parse(_file.Read(), stealNs);
    }

    public long Sum()
    {
        var steal = new long[Cores];
        Read(steal);
        return steal.Sum();
    }

    public void Dispose() => _file?.Dispose();

    /// <summary>The lines of /proc/stat: "cpu" is the sum, "cpuN" a core.</summary>
    internal static void Parse(ReadOnlySpan<byte> text, Span<long> stealNs)
    {
        foreach (var range in text.Split((byte)'\n'))
        {
            if (TryParseLine(text[range], out var core, out var ticks) && core < stealNs.Length)
                stealNs[core] = ticks * ProcessProbe.NsPerTick;
        }
    }

    internal static int CountCores(ReadOnlySpan<byte> text)
    {
        var cores = 0;
        foreach (var range in text.Split((byte)'\n'))
        {
            if (TryParseLine(text[range], out var core, out _))
                cores = Math.Max(cores, core + 1);
        }

        return cores;
    }

    private static bool TryParseLine(ReadOnlySpan<byte> line, out int core, out long stealTicks)
    {
        (core, stealTicks) = (0, 0);
        if (!line.StartsWith("cpu"u8) || !Utf8Parser.TryParse(line["cpu".Length..], out core, out _))
            return false;
        var field = 0;
        foreach (var range in line.Split((byte)' '))
        {
            if (field++ == StealField)
                return Utf8Parser.TryParse(line[range], out stealTicks, out _);
        }

        return false;
    }
}
