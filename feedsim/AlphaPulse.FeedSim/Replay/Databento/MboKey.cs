namespace AlphaPulse.FeedSim.Replay.Databento;

/// <summary>What one venue message is known by in both files: its time and its number. The rows of one are adjacent.</summary>
internal readonly record struct MboKey(long EventNs, long Sequence, long InstrumentId);
