using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.LoadTester.Tests.RealRuns;

/// <summary>A ring directory on tmpfs that is gone after the test.</summary>
internal sealed class RingBase : IDisposable
{
    public RingBase()
    {
        Path = $"/dev/shm/loadtester-tests-{Guid.NewGuid():N}";
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    /// <summary>What runs left in it.</summary>
    public IReadOnlyList<string> Entries => [.. Directory.EnumerateFileSystemEntries(Path)];

    public IReadOnlyList<string> LiveRuns => new RunRegistry(Path).List();

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
