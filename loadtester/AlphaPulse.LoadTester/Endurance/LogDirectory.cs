using System.Globalization;
using System.Text.Json;

namespace AlphaPulse.LoadTester.Endurance;

/// <summary>
/// The directory of one logged run, held exclusively while the run goes on: <c>intervals-00001.jsonl</c> and so on, and
/// <c>checkpoint.json</c>, which is replaced whole. The kernel gives the lock back however its holder ends.
/// </summary>
internal sealed class LogDirectory : IDisposable
{
    public const string CheckpointName = "checkpoint.json";
    private const string LockName = "lock";
    private const string TemporaryName = "checkpoint.json.tmp";

    // A checkpoint has four histograms of at most some 100 kB each, and a line for each outage and segment.
    private const long MostCheckpointBytes = 16 << 20;

    private readonly FileStream _lock;

    private LogDirectory(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>As it was typed.</summary>
    public string Path { get; }

    public static string SegmentName(int segment) => string.Create(CultureInfo.InvariantCulture, $"intervals-{segment:00000}.jsonl");

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Takes a new or empty directory.</summary>
    /// <exception cref="LogException">It has something in it, or another run.</exception>
    /// <exception cref="IOException">It cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">Nor here.</exception>
    public static LogDirectory Create(string path)
    {
        Directory.CreateDirectory(path);
        if (System.IO.File.Exists(System.IO.Path.Combine(path, CheckpointName)))
            throw new LogException($"holds the log of a run already; 'loadtester --resume {path}' goes on with it, a new run needs a directory of its own");
        if (Directory.EnumerateFileSystemEntries(path).Any())
            throw new LogException("is not empty; a run's log needs a directory of its own");
        return new LogDirectory(path, Lock(path));
    }

    /// <summary>Takes the directory of a run that is over for now.</summary>
    /// <exception cref="LogException">It is no such directory, or the run goes on.</exception>
    public static LogDirectory Open(string path)
    {
        RequireLog(path);
        try
        {
            return new LogDirectory(path, Lock(path));
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new LogException($"cannot be written to: {exception.Message}");
        }
    }

    /// <exception cref="LogException">It is not the directory of a log.</exception>
    public static void RequireLog(string path)
    {
        if (!Directory.Exists(path))
            throw new LogException(System.IO.File.Exists(path) ? "is a file, expected the directory that --log-dir named" : "there is no such directory");
        if (!System.IO.File.Exists(System.IO.Path.Combine(path, CheckpointName)))
            throw new LogException($"is not the log of a run: there is no {CheckpointName} in it");
    }

    /// <exception cref="LogException">It cannot be read, or is damaged.</exception>
    public static Checkpoint ReadCheckpoint(string path)
    {
        try
        {
            var file = System.IO.Path.Combine(path, CheckpointName);
            if (new FileInfo(file).Length > MostCheckpointBytes)
                throw new LogException($"{CheckpointName} is damaged: it is larger than any checkpoint");
            var checkpoint = LogJson.Parse<Checkpoint>(System.IO.File.ReadAllBytes(file));
            if (checkpoint.Schema != Checkpoint.SchemaName)
                throw new LogException($"{CheckpointName} has the schema '{checkpoint.Schema}', expected '{Checkpoint.SchemaName}'");
            return checkpoint;
        }
        catch (JsonException exception)
        {
            throw new LogException($"{CheckpointName} is damaged: {exception.Message.ReplaceLineEndings(" ")}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LogException($"{CheckpointName} cannot be read: {exception.Message.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>Writes it beside the old one, forces it onto the disk, and takes the old one's place.</summary>
    /// <exception cref="IOException">It cannot be written; the old one is still there.</exception>
    public void Save(Checkpoint checkpoint)
    {
        var temporary = File(TemporaryName);
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0))
        {
            stream.Write(LogJson.ToFile(checkpoint));
            stream.Flush(flushToDisk: true);
        }

        System.IO.File.Move(temporary, File(CheckpointName), overwrite: true);
    }

    /// <summary>Removes what <see cref="Create"/> and <see cref="Save"/> have put there, and the directory if nothing else is in it.</summary>
    public void Discard()
    {
        try
        {
            System.IO.File.Delete(File(CheckpointName));
            System.IO.File.Delete(File(LockName));
            if (!Directory.EnumerateFileSystemEntries(Path).Any())
                Directory.Delete(Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Then it stays, which says more than it costs.
        }
    }

    public void Dispose() => _lock.Dispose();

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (System.IO.File.Exists(System.IO.Path.Combine(path, LockName)))
        {
            throw new LogException("is the log of a run that still goes on; end it first");
        }
    }
}
