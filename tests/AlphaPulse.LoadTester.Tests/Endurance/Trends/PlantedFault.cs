namespace AlphaPulse.LoadTester.Tests.Endurance.Trends;

/// <summary>What a test plants into a simulated run. All of it is on top of the noise.</summary>
internal sealed record PlantedFault
{
    /// <summary>feedengine's heap, and with it its private memory.</summary>
    public double ManagedBytesPerHour { get; init; }

    /// <summary>feedsim's private memory alone.</summary>
    public double NativeBytesPerHour { get; init; }

    /// <summary>feedengine's open files.</summary>
    public double HandlesPerHour { get; init; }

    public double ThreadsPerHour { get; init; }

    public double WriteP99NsPerHour { get; init; }

    public double DeliveryP50NsPerHour { get; init; }

    public double RingLagPerHour { get; init; }

    public double ThroughputSharePerHour { get; init; }

    /// <summary>Private memory that feedengine takes once and keeps.</summary>
    public double StepBytes { get; init; }

    public double StepAtHours { get; init; }

    /// <summary>feedengine's private memory between two times.</summary>
    public double RampBytesPerHour { get; init; }

    public double RampFromHours { get; init; }

    public double RampUntilHours { get; init; } = double.PositiveInfinity;
}
