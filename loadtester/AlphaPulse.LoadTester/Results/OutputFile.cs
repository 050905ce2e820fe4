using System.Text;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.LoadTester.Results;

/// <summary>
/// A file that results are to go to. A regular one is replaced whole or not at all, where symbolic links lead to: a reader never
/// sees half of it, and a failure leaves what was there. A device or a pipe is never replaced: it is opened at once, which waits
/// for a pipe's reader, and written to.
/// </summary>
internal sealed class OutputFile : IDisposable
{
    private readonly string _path;
    private readonly FileStream? _special;

    private OutputFile(string path, FileStream? special)
    {
        _path = path;
        _special = special;
    }

    /// <exception cref="IOException">It will not be possible to write to it.</exception>
    /// <exception cref="UnauthorizedAccessException">Nor will it here.</exception>
    public static OutputFile Open(string path)
    {
        // The process's own streams may lead to regular files, which others hold open: those are not to be replaced either.
        if (path is "/dev/stdout" or "/dev/stderr" || path.StartsWith("/dev/fd/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal))
            return new OutputFile(path, new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0));
        if (FileSystem.IsSpecialFile(path))
            return new OutputFile(path, new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0));
        var target = new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
        using (File.Create(Temporary(target), bufferSize: 1, FileOptions.DeleteOnClose))
            return new OutputFile(target, null);
    }

    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string text)
    {
        if (_special is not null)
        {
            using var writer = new StreamWriter(_special, leaveOpen: true);
            writer.Write(text);
            return;
        }

        var temporary = Temporary(_path);
        try
        {
            // Not by File.WriteAllText: that reserves the space first, and tells of a full disk in other words, with this name in them.
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
                file.Write(Encoding.UTF8.GetBytes(text));
            File.Move(temporary, _path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public void Dispose() => _special?.Dispose();

    private static string Temporary(string path) => $"{path}.{Environment.ProcessId}.tmp";
}
