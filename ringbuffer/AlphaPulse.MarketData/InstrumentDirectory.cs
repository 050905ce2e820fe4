using System.Text.Json;

namespace AlphaPulse.MarketData;

/// <summary>All instruments of a run, by id, and how they are written into the run's directory. Immutable.</summary>
public sealed class InstrumentDirectory
{
    /// <summary>Name of the file in the run's directory.</summary>
    public const string FileName = "instruments.json";

    // Bounds what a damaged file can make a reader allocate.
    private const long MaxFileBytes = 64 << 20;

    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    private readonly Instrument[] _instruments;

    /// <summary>Creates a directory.</summary>
    /// <param name="instruments">Instruments whose ids are 0, 1, 2, … in order.</param>
    /// <exception cref="ArgumentException">Ids are not consecutive, or a value is out of range; the message names the instrument.</exception>
    public InstrumentDirectory(IEnumerable<Instrument> instruments)
    {
        _instruments = [.. instruments];
        for (var i = 0; i < _instruments.Length; i++)
        {
            if (Fault(_instruments[i], (uint)i) is { } fault)
                throw new ArgumentException($"instrument {i}: {fault}", nameof(instruments));
        }
    }

    /// <summary>Number of instruments; ids are 0 to Count − 1.</summary>
    public int Count => _instruments.Length;

    /// <summary>The instrument with an id.</summary>
    /// <exception cref="IndexOutOfRangeException">There is none.</exception>
    public Instrument this[uint id] => _instruments[id];

    /// <summary>All instruments in the order of their ids.</summary>
    public IReadOnlyList<Instrument> All => _instruments;

    /// <summary>Writes the directory's file; it appears whole or not at all.</summary>
    /// <param name="runDirectory">The run's directory.</param>
    public void Save(string runDirectory)
    {
        var path = Path.Combine(runDirectory, FileName);
        var temporary = path + ".tmp";
        File.WriteAllText(temporary, JsonSerializer.Serialize(_instruments, s_json));
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Reads the directory's file.</summary>
    /// <param name="runDirectory">The run's directory.</param>
    /// <exception cref="InvalidDataException">The file is not a valid directory; the message names it and the fault.</exception>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static InstrumentDirectory Load(string runDirectory)
    {
        var path = Path.Combine(runDirectory, FileName);
        try
        {
            if (new FileInfo(path).Length > MaxFileBytes)
                throw new InvalidDataException($"{path}: larger than {MaxFileBytes:N0} bytes, not an instrument directory.");
            using var stream = File.OpenRead(path);
            return new InstrumentDirectory(JsonSerializer.Deserialize<Instrument[]>(stream, s_json) ?? []);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"{path}: not a valid instrument directory: {e.Message}", e);
        }
    }

    private static string? Fault(Instrument? instrument, uint expectedId) => instrument switch
    {
        null => "is missing",
        _ when instrument.Id != expectedId => $"id is {instrument.Id}, expected {expectedId}",
        { PriceDecimals: < 0 or > 18 } or { QuantityDecimals: < 0 or > 18 } => "decimals are outside 0 to 18",
        { TickSize: < 1 } => "tick size is below 1",
        { BookDepth: < 0 } => "book depth is negative",
        { WindowTicks: < 64 or > 1 << 20 } => "window is outside 64 to 1,048,576 ticks",
        _ when (instrument.WindowTicks & (instrument.WindowTicks - 1)) != 0 => "window is not a power of two",
        _ when !Enum.IsDefined(instrument.BookKind) => "book kind is unknown",
        _ when string.IsNullOrEmpty(instrument.Symbol) || string.IsNullOrEmpty(instrument.VenueName) => "has no name",
        _ => null,
    };
}
