namespace AlphaPulse.RingBuffer.Memory;

/// <summary>
/// The base directory below which runs appear, so that tools find them by name. A left-over of a dead run is recognised by
/// its lock being free, and removed; a live one never is.
/// </summary>
/// <remarks>Thread-safe, also between processes: every change is one rename, decided under a kernel lock.</remarks>
public sealed class RunRegistry
{
    // A directory that is being made has no lock yet for a moment; only what is older than this is taken for left over.
    private static readonly TimeSpan s_unfinishedAge = TimeSpan.FromMinutes(1);
    private static readonly string[] s_unfinishedNames = [".tmp-", ".dead-"];

    /// <summary>Opens a base directory, which must exist unless it is the default one.</summary>
    /// <param name="baseDirectory">Null for <see cref="DefaultBase"/>.</param>
    /// <exception cref="RingException"><see cref="RingFault.NotFound"/>, <see cref="RingFault.Denied"/>, <see cref="RingFault.NotARing"/> (it is no directory, or a symbolic link).</exception>
    public RunRegistry(string? baseDirectory = null)
    {
        BaseDirectory = Path.GetFullPath(baseDirectory ?? DefaultBase);
        if (baseDirectory is null && !Directory.Exists(BaseDirectory))
            CreateDefault();
        var info = new DirectoryInfo(BaseDirectory);
        if (info.LinkTarget is not null && baseDirectory is null)
            throw new RingException(RingFault.NotARing, BaseDirectory, "is a symbolic link; somebody else may have put it there. Remove it, or choose a directory with --dir.");
        if (File.Exists(BaseDirectory))
            throw new RingException(RingFault.NotARing, BaseDirectory, "is a file, expected a directory.");
        if (!info.Exists)
            throw new RingException(RingFault.NotFound, BaseDirectory, "the ring directory does not exist. Create it (tmpfs-setup.sh does), or choose another one.");
        if (baseDirectory is null && FileStatus.Of(BaseDirectory) is { } status && (status.UserId != NativeMethods.EffectiveUserId() || status.IsWritableByOthers))
            throw new RingException(RingFault.Denied, BaseDirectory, "belongs to another user, or others can write to it. Remove it, or choose a directory with --dir.");
    }

    /// <summary>/dev/shm/alphapulse-&lt;user id&gt;: memory on every Linux, private to the user.</summary>
    public static string DefaultBase => $"/dev/shm/alphapulse-{NativeMethods.EffectiveUserId()}";

    /// <summary>Absolute path of the base directory.</summary>
    public string BaseDirectory { get; }

    /// <summary>Starts a run: cleans up dead ones, then creates the run's directory, which appears whole.</summary>
    /// <param name="name">Letters, digits, '-', '_' and '.', not starting with '.', at most 64; null for a name made of time and process id.</param>
    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    /// <exception cref="RingException"><see cref="RingFault.InUse"/> (a live run has the name, or the base directory lies in a run), <see cref="RingFault.Denied"/>.</exception>
    public RunDirectory Create(string? name = null)
    {
        name ??= $"run-{DateTime.UtcNow:yyyyMMdd-HHmmss}-{Environment.ProcessId}";
        if (!IsName(name))
            throw new ArgumentException($"'{name}' is not a run's name: letters, digits, '-', '_' and '.', at most 64, not starting with '.'.", nameof(name));
        for (var above = BaseDirectory; above is not null; above = Path.GetDirectoryName(above))
        {
            if (RunDirectory.IsRun(above))
                throw new RingException(RingFault.InUse, BaseDirectory, $"belongs to the run '{Path.GetFileName(above)}', into which nothing else goes. Choose the directory above it, or one of your own.");
        }

        CleanUp();
        return RunDirectory.Create(BaseDirectory, name);
    }

    /// <summary>Joins a live run.</summary>
    /// <param name="nameOrPath">Its name below the base directory, or the path of its directory.</param>
    /// <exception cref="RingException"><see cref="RingFault.NotFound"/>: there is none, or it has ended.</exception>
    public RunDirectory Join(string nameOrPath) => RunDirectory.Join(Path.GetFullPath(nameOrPath, BaseDirectory));

    /// <summary>Names of the live runs, in ordinal order.</summary>
    public IReadOnlyList<string> List() =>
    [
        .. Runs().Where(RunDirectory.IsAlive).Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal),
    ];

    /// <summary>Removes what dead runs left.</summary>
    /// <returns>How many directories were removed.</returns>
    public int CleanUp()
    {
        var removed = 0;
        foreach (var path in Directory.GetDirectories(BaseDirectory))
        {
            try
            {
                if (Path.GetFileName(path)[0] != '.')
                    removed += RunDirectory.RemoveIfDead(path) ? 1 : 0;
                else
                    removed += RemoveUnfinished(path) ? 1 : 0;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Somebody else's, or being removed by another process at this moment: not ours to clean.
            }
        }

        return removed;
    }

    /// <summary>Whether a directory has a name that one gets while a run or a ring is made or removed.</summary>
    internal static bool IsUnfinishedName(string name) =>
        name[0] == '.' && s_unfinishedNames.Any(ending => name.LastIndexOf(ending, StringComparison.Ordinal) is > 0 and var at && Guid.TryParseExact(name.AsSpan(at + ending.Length), "N", out _));

    /// <summary>Whether it may be somebody's work of this moment.</summary>
    internal static bool IsYoung(string path) => DateTime.UtcNow - Directory.GetLastWriteTimeUtc(path) < s_unfinishedAge;

    internal static bool RemoveUnfinished(string path)
    {
        if (!IsUnfinishedName(Path.GetFileName(path)) || IsYoung(path))
            return false;
        if (RunDirectory.RemoveIfDead(path))
            return true;

        // Its maker died before it put anything in; if there is something, it is not ours and stays.
        if (Directory.EnumerateFileSystemEntries(path).Any())
            return false;
        Directory.Delete(path);
        return true;
    }

    // What has another name was not created here; in a directory of several users it can be anything, terminal codes included.
    private IEnumerable<string> Runs() => Directory.EnumerateDirectories(BaseDirectory).Where(p => IsName(Path.GetFileName(p)));

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 64 && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private void CreateDefault()
    {
        try
        {
            FileSystem.CreateDirectory(BaseDirectory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (RingException e) when (e.Fault == RingFault.Denied)
        {
            throw new RingException(RingFault.Denied, BaseDirectory, $"cannot be created: {e.InnerException?.Message} Choose another directory with --dir.", e);
        }
    }
}
