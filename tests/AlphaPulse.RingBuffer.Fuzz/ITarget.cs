namespace AlphaPulse.RingBuffer.Fuzz;

/// <summary>What is fuzzed: turns the bytes of a case into changes and operations, and throws <see cref="FuzzFailureException"/> where a promise is broken.</summary>
internal interface ITarget : IDisposable
{
    string Name { get; }

    /// <summary>Runs a case.</summary>
    /// <returns>How many of its bytes it used.</returns>
    int Run(ReadOnlySpan<byte> bytes, Outcomes outcomes);
}
