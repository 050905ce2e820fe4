using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.Telemetry.Shared;

/// <summary>
/// The writing process's hold on its telemetry file. The file stays after disposal, so that the last figures can still be read;
/// it goes with the run's directory. Dispose it once, after the last write.
/// </summary>
public sealed class TelemetryWriter : IDisposable
{
    private readonly MappedFile _file;
    private readonly Action _unbind;

    internal TelemetryWriter(string path, MappedFile file, Action unbind)
    {
        Path = path;
        _file = file;
        _unbind = unbind;
    }

    /// <summary>Full path of the file.</summary>
    public string Path { get; }

    /// <summary>Bytes of shared memory that the file takes.</summary>
    public long Length => _file.Length;

    /// <summary>Makes all handles unusable and unmaps the file. Their threads must have stopped writing.</summary>
    public void Dispose()
    {
        _unbind();
        _file.Dispose();
    }
}
