namespace AlphaPulse.FeedSim.Publishing;

/// <summary>Asks the pacers to end after their current update. Thread-safe.</summary>
internal sealed class StopSignal
{
    private volatile bool _isSet;

    public bool IsSet => _isSet;

    public void Set() => _isSet = true;
}
