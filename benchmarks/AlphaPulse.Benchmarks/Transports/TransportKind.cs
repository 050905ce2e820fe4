namespace AlphaPulse.Benchmarks.Transports;

/// <summary>What is compared.</summary>
internal enum TransportKind
{
    /// <summary><c>RingWriter</c> and <c>GatedReader</c>, two processes.</summary>
    Ring,

    /// <summary>The ring with a stage of a <c>Pipeline</c> behind it, two processes.</summary>
    RingPipeline,

    /// <summary>A <see cref="Transports.FlagRing"/>: the claim and the availability flags of general-purpose disruptors, two processes.</summary>
    FlagRing,

    /// <summary>A bounded <c>Channel</c> of as many records as the ring, two threads.</summary>
    BoundedChannel,

    /// <summary>An unbounded single-reader, single-writer <c>Channel</c>, held to the ring's capacity by a count of its own, two threads.</summary>
    UnboundedChannel,

    /// <summary><c>System.IO.Pipelines.Pipe</c>, two threads.</summary>
    Pipelines,

    /// <summary>Unix domain stream socket, two processes.</summary>
    UnixSocket,

    /// <summary>Anonymous pipe, two processes.</summary>
    AnonymousPipe,
}
