namespace AlphaPulse.RingTool.Commands;

/// <summary>What was asked for is not possible; one line for each fault.</summary>
internal sealed class UsageException(params IReadOnlyList<string> faults) : Exception(string.Join("; ", faults))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
