namespace AlphaPulse.LoadTester.Doctor;

/// <summary>What the checks look at. Immutable.</summary>
internal sealed record HostView
{
    public HostFiles Files { get; init; } = new();

    /// <summary>An existing directory: where the rings go, or what of their path there is already.</summary>
    public required string Directory { get; init; }

    /// <summary>What the rings and telemetry need there.</summary>
    public required long NeededBytes { get; init; }

    /// <summary>A variable of the environment, which the programs of a run inherit.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Where the programs and their runtime configurations are.</summary>
    public string ProgramsDirectory { get; init; } = AppContext.BaseDirectory;

    /// <summary>What the machine did within a second; null if nobody watched it, as before a run.</summary>
    public HostActivity? Activity { get; init; }

    /// <summary>How late sleeps ended, in order of their length; empty if nobody slept.</summary>
    public IReadOnlyList<long> WakeDelaysNs { get; init; } = [];
}
