namespace AlphaPulse.FeedSim.Publishing;

/// <summary>A prepared feed: rings, telemetry and events exist, nothing was sent yet.</summary>
internal interface IFeed : IDisposable
{
    /// <summary>Begins the schedule.</summary>
    /// <param name="originNs">Its time 0, in nanoseconds of the run's clock.</param>
    void Start(long originNs);

    /// <summary>Asks for the end after the current update.</summary>
    void Stop();

    /// <summary>Waits until the schedule has ended or was stopped, and hands on what went wrong on the way.</summary>
    void WaitUntilDone();
}
