using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.LoadTester.Watching;

/// <summary>All live runs below a base directory, or one of them. Not thread-safe.</summary>
internal sealed class RunWatch : IDisposable
{
    private readonly string _base;
    private readonly string? _run;
    private readonly Dictionary<string, WatchedRun> _open = [];

    /// <param name="baseDirectory">Null for the default one.</param>
    /// <param name="run">Name of a run below it, or the path of its directory; null for all.</param>
    public RunWatch(string? baseDirectory, string? run)
    {
        var isPath = run?.Contains('/', StringComparison.Ordinal) == true;
        var path = isPath ? Path.GetFullPath(run!.TrimEnd('/')) : null;
        _base = path is null ? Path.GetFullPath(baseDirectory ?? RunRegistry.DefaultBase) : Path.GetDirectoryName(path) ?? "/";
        _run = path is null ? run : Path.GetFileName(path);
    }

    /// <summary>What is looked for, for people.</summary>
    public string Place => _run is null ? _base : Path.Combine(_base, _run);

    /// <summary>Names of the runs that live now.</summary>
    /// <exception cref="RingException">The base directory is not one.</exception>
    public IReadOnlyList<string> Live()
    {
        // The registry makes the default directory if it is missing; who only looks does not.
        if (!Directory.Exists(_base))
            return [];
        return [.. new RunRegistry(_base).List().Where(name => _run is null || name == _run)];
    }

    /// <summary>Looks at every live run, and leaves those that have ended.</summary>
    public WatchView Look()
    {
        var live = Live();
        foreach (var ended in _open.Keys.Except(live).ToArray())
            Close(ended);
        var runs = new List<RunView>();
        var others = new List<string>();
        foreach (var name in live)
        {
            try
            {
                if (_open.TryGetValue(name, out var known) && known.IsOutdated)
                    Close(name);
                if (_open.TryGetValue(name, out var run))
                    runs.Add(run.Look());
                else
                    others.Add(Begin(name));
            }
            catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                Close(name);
                others.Add(exception is FileNotFoundException or DirectoryNotFoundException or RingException { Fault: RingFault.NotFound or RingFault.NotInitialised }
                    ? $"{name}: prepares or ends"
                    : $"{name}: {exception.Message.Split('\n')[0].Trim()}");
            }
        }

        return new WatchView(DateTime.Now, Place, runs, others);
    }

    public void Dispose()
    {
        foreach (var run in _open.Values)
            run.Dispose();
        _open.Clear();
    }

    // It has no interval yet.
    private string Begin(string name)
    {
        _open.Add(name, WatchedRun.Open(Path.Combine(_base, name)));
        return $"{name}: the first figures come with the next interval";
    }

    private void Close(string name)
    {
        if (_open.Remove(name, out var run))
            run.Dispose();
    }
}
