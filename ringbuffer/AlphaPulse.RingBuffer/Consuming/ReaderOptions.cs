using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.RingBuffer.Consuming;

/// <summary>How a gated reader joins a ring. Immutable.</summary>
public sealed record ReaderOptions
{
    /// <summary>Name shown by tools and by which other readers depend on it; at most 64 bytes of UTF-8, without control characters.</summary>
    public required string Name { get; init; }

    /// <summary>Names of readers of the same ring, in any process, that this one stays behind. They must have joined already.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>
    /// Goes on at the stored position of a reader of the same name that died, if its entry is still there; else joins at the cursor.
    /// <see cref="GatedReader{T}.HasTakenOver"/> says which. What the dead one had handled and not yet released comes a second time.
    /// </summary>
    public bool TakeOver { get; init; }

    /// <summary>Whose ring it may be.</summary>
    public TrustedOwner Owner { get; init; }
}
