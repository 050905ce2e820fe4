namespace AlphaPulse.LoadTester.Results;

/// <summary>What a process read and wrote while it was measured. MB = 1,000,000 bytes. Rings are mapped memory and not in it.</summary>
internal sealed record ProcessIoResults
{
    /// <summary>By system calls: files, pipes, sockets.</summary>
    public double ReadMb { get; init; }

    public double WrittenMb { get; init; }

    public long ReadCalls { get; init; }

    public long WriteCalls { get; init; }

    /// <summary>From disks.</summary>
    public double DiskReadMb { get; init; }

    /// <summary>To disks.</summary>
    public double DiskWrittenMb { get; init; }
}
