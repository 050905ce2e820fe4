namespace AlphaPulse.RingBuffer.Consuming;

/// <summary>Where an observer starts, and where it goes on after it was lapped.</summary>
public enum StartAt
{
    /// <summary>At the oldest record that is still intact; after a lap with a margin of an eighth of the ring, so that it is not lapped again at once.</summary>
    Oldest,

    /// <summary>At the next record that will be published.</summary>
    Latest,

    /// <summary>At the first record of the last complete snapshot that the writer marked, if it is still intact; else as <see cref="Latest"/>. <see cref="Observer{T}.IsBehindKeyframe"/> says which.</summary>
    Keyframe,
}
