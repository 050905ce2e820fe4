namespace AlphaPulse.RingBuffer.Tests;

/// <summary>A directory on tmpfs that is gone after the test.</summary>
public sealed class RingDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateDirectory($"/dev/shm/alphapulse-test-{Guid.NewGuid():N}").FullName;

    public string Ring(string name = "ring") => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
