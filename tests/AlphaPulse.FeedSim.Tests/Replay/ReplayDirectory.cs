namespace AlphaPulse.FeedSim.Tests.Replay;

/// <summary>A temporary directory for made-up captures.</summary>
internal sealed class ReplayDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("alphapulse-replay-").FullName;

    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    public string Write(string name, byte[] bytes)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
