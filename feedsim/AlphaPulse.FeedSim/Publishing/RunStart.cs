using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.FeedSim.Publishing;

/// <summary>When a schedule starts: in the run's clock, and what must be added to that for the time since the Unix epoch.</summary>
internal readonly record struct RunStart(long OriginNs, long EpochOffsetNs)
{
    public static RunStart At(long originNs, Clock clock)
    {
        var epochNs = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
        return new RunStart(originNs, epochNs - clock.NowNs());
    }
}
