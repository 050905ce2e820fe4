using System.Globalization;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.Telemetry.Outliers;

/// <summary>
/// Where a run's outliers and their possible causes lie: rings below <c>noise/</c> in its directory, apart from the venues' rings,
/// named <c>PROCESS.WRITER</c>. No reader gates them: who reads too late loses the oldest, and knows how many.
/// </summary>
public static class NoiseFiles
{
    private const string Folder = "noise";
    private const string OutlierFolder = "outliers";
    private const string SpanFolder = "spans";

    private const string HiccupPrefix = "hiccup.";

    // A reader comes by four times a second: 32,000 outliers a second and writer are read without a loss.
    private const long OutlierCapacity = 8_192;
    private const long SpanCapacity = 2_048;

    /// <summary>Makes the directories, unless they are there. By every process that writes to them.</summary>
    /// <param name="runDirectory">The run's directory.</param>
    public static void CreateDirectories(string runDirectory)
    {
        Directory.CreateDirectory(Path.Combine(runDirectory, Folder, OutlierFolder));
        Directory.CreateDirectory(Path.Combine(runDirectory, Folder, SpanFolder));
    }

    /// <summary>Makes the ring of one writing thread's outliers.</summary>
    /// <param name="runDirectory">The run's directory.</param>
    /// <param name="process">Name of the program.</param>
    /// <param name="writer">Name of the thread.</param>
    /// <exception cref="RingException">It cannot be created.</exception>
    public static RingWriter<OutlierRecord> CreateOutliers(string runDirectory, string process, string writer) =>
        RingWriter<OutlierRecord>.Create(Path.Combine(runDirectory, Folder, OutlierFolder, $"{process}.{writer}"), new RingOptions { Capacity = OutlierCapacity });

    /// <summary>Makes the ring of one thread that records spans.</summary>
    /// <inheritdoc cref="CreateOutliers"/>
    public static RingWriter<SpanRecord> CreateSpans(string runDirectory, string process, string writer) =>
        RingWriter<SpanRecord>.Create(Path.Combine(runDirectory, Folder, SpanFolder, $"{process}.{writer}"), new RingOptions { Capacity = SpanCapacity });

    /// <summary>The rings of outliers that there are now.</summary>
    /// <param name="runDirectory">The run's directory.</param>
    public static IReadOnlyList<string> OutlierRings(string runDirectory) => Rings(Path.Combine(runDirectory, Folder, OutlierFolder));

    /// <summary>The rings of spans that there are now.</summary>
    /// <param name="runDirectory">The run's directory.</param>
    public static IReadOnlyList<string> SpanRings(string runDirectory) => Rings(Path.Combine(runDirectory, Folder, SpanFolder));

    /// <summary>The program that a ring's name begins with.</summary>
    /// <param name="ringPath">Path of the ring.</param>
    public static string ProcessOf(string ringPath) => Path.GetFileName(ringPath).Split('.')[0];

    /// <summary>Name of the writer of one core's hiccups.</summary>
    /// <param name="core">Number of the core.</param>
    public static string HiccupWriter(int core) => HiccupPrefix + core.ToString(CultureInfo.InvariantCulture);

    /// <summary>The core whose hiccups a ring holds; false for other rings.</summary>
    /// <param name="ringPath">Path of the ring.</param>
    /// <param name="core">Number of the core.</param>
    public static bool TryHiccupCoreOf(string ringPath, out int core)
    {
        core = 0;
        var writer = Path.GetFileName(ringPath).Split('.', 2)[^1];
        return writer.StartsWith(HiccupPrefix, StringComparison.Ordinal) && int.TryParse(writer.AsSpan(HiccupPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out core);
    }

    private static string[] Rings(string directory) => !Directory.Exists(directory)
        ? []
        : [.. Directory.EnumerateDirectories(directory).Where(path => Path.GetFileName(path)[0] != '.').Order(StringComparer.Ordinal)];
}
