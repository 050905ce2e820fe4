using AlphaPulse.RingBuffer.Layout;

namespace AlphaPulse.RingBuffer.Inspecting;

/// <summary>What a ring's header says: fixed at its creation, checked when it was opened.</summary>
public sealed record RingFacts
{
    internal RingFacts(in RingHeader header, string schema, bool isOfThisBoot)
    {
        FormatVersion = new Version(header.MajorVersion, header.MinorVersion);
        RecordBytes = header.RecordBytes;
        Capacity = header.Capacity;
        FileBytes = header.FileBytes;
        RingId = header.RingId;
        BootId = header.BootId;
        IsOfThisBoot = isOfThisBoot;
        CreatedUtc = DateTime.UnixEpoch.AddTicks(header.CreatedUnixNs / TimeSpan.NanosecondsPerTick);
        CreatorProcessId = header.CreatorPid;
        FirstSequence = header.FirstSequence;
        HasManyWriters = header.HasManyWriters;
        Schema = schema;
    }

    /// <summary>Of the file format.</summary>
    public Version FormatVersion { get; }

    /// <summary>Size of a record.</summary>
    public int RecordBytes { get; }

    /// <summary>Number of slots.</summary>
    public long Capacity { get; }

    /// <summary>Size of the ring's <c>data</c> file.</summary>
    public long FileBytes { get; }

    /// <summary>Drawn at its creation: equal only in one and the same ring.</summary>
    public Guid RingId { get; }

    /// <summary>The kernel's boot id when it was created.</summary>
    public Guid BootId { get; }

    /// <summary>False if the machine was started anew since, or it comes from another machine: times of CLOCK_MONOTONIC in it mean nothing then.</summary>
    public bool IsOfThisBoot { get; }

    /// <summary>By the creator's clock.</summary>
    public DateTime CreatedUtc { get; }

    /// <summary>The creator's process, as it saw itself. To show; the writer of today may be another one.</summary>
    public int CreatorProcessId { get; }

    /// <summary>Sequence of the first record.</summary>
    public long FirstSequence { get; }

    /// <summary>Whether it is a ring for many writers at once.</summary>
    public bool HasManyWriters { get; }

    /// <summary>The record's layout, as <see cref="RecordSchema.Text"/> has it. Whoever made the ring wrote it: read it as text from a stranger.</summary>
    public string Schema { get; }
}
