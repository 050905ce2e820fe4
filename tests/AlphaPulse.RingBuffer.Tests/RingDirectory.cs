using System.Security.Cryptography;

namespace AlphaPulse.RingBuffer.Tests;

/// <summary>A directory on tmpfs that is gone after the test.</summary>
public sealed class RingDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateDirectory($"/dev/shm/alphapulse-test-{Guid.NewGuid():N}").FullName;

    public string Ring(string name = "ring") => System.IO.Path.Combine(Path, name);

    /// <summary>Copies a ring's files into a ring of this directory.</summary>
    internal string CopyRing(string source, string name = "ring")
    {
        var target = Directory.CreateDirectory(Ring(name)).FullName;
        foreach (var file in Directory.GetFiles(source))
            File.Copy(file, System.IO.Path.Combine(target, System.IO.Path.GetFileName(file)), overwrite: true);
        return target;
    }

    /// <summary>Names, contents and modes of everything below: equal before and after what must change nothing.</summary>
    internal string Fingerprint() => string.Join('\n', Directory
        .GetFiles(Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(f => $"{f} {File.GetUnixFileMode(f)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f)))}"));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
