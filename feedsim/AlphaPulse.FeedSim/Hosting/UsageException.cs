namespace AlphaPulse.FeedSim.Hosting;

/// <summary>What the user asked for is not possible; all faults at once, one line each.</summary>
internal sealed class UsageException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
