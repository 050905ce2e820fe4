namespace AlphaPulse.MarketData.Runs;

/// <summary>An arrival mode with its parameter, and its text form: <c>spin</c>, <c>quantum=500us</c>, <c>burst=16</c>. Immutable.</summary>
public sealed record ArrivalSpec
{
    private ArrivalSpec(ArrivalMode mode, long quantumNs, int burstSize) => (Mode, QuantumNs, BurstSize) = (mode, quantumNs, burstSize);

    /// <summary>Default: wakes every 500 µs; a moderate rate then costs little of a core.</summary>
    public static ArrivalSpec Default { get; } = new(ArrivalMode.Quantum, 500_000, 1);

    /// <summary>The mode.</summary>
    public ArrivalMode Mode { get; }

    /// <summary>Nanoseconds between wake-ups in <see cref="ArrivalMode.Quantum"/>; 0 otherwise.</summary>
    public long QuantumNs { get; }

    /// <summary>Updates a group in <see cref="ArrivalMode.Burst"/>; 1 otherwise.</summary>
    public int BurstSize { get; }

    /// <summary>Reads the text form.</summary>
    /// <param name="text">What the user typed.</param>
    /// <param name="spec">The result; <see cref="Default"/> on failure.</param>
    /// <param name="fault">Empty, or what is wrong and what is allowed.</param>
    public static bool TryParse(string text, out ArrivalSpec spec, out string fault)
    {
        spec = Default;
        fault = "";
        var parts = text.Split('=', 2);
        switch (parts)
        {
            case ["spin"]:
                spec = new ArrivalSpec(ArrivalMode.Spin, 0, 1);
                return true;
            case ["quantum"]:
                return true;
            case ["quantum", var value]:
                if (!SpecText.TryDuration(value, out var quantumNs) || quantumNs is < 1_000 or > 1_000_000_000)
                    fault = $"'{value}' is not a quantum: 1us to 1s, for example quantum=500us";
                else
                    spec = new ArrivalSpec(ArrivalMode.Quantum, quantumNs, 1);
                break;
            case ["burst", var value]:
                if (!int.TryParse(value, out var size) || size is < 1 or > 65_536)
                    fault = $"'{value}' is not a burst size: 1 to 65536, for example burst=16";
                else
                    spec = new ArrivalSpec(ArrivalMode.Burst, 0, size);
                break;
            default:
                fault = $"'{text}' is not an arrival mode: spin, quantum=T (for example quantum=500us) or burst=N";
                break;
        }

        return fault.Length == 0;
    }

    /// <inheritdoc/>
    public override string ToString() => Mode switch
    {
        ArrivalMode.Spin => "spin",
        ArrivalMode.Burst => $"burst={BurstSize}",
        _ => $"quantum={SpecText.Duration(QuantumNs)}",
    };
}
