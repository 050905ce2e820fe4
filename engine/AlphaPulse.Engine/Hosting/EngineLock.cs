using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.Engine.Hosting;

/// <summary>One engine a run: a file that is held exclusively, which the kernel releases however its holder ends.</summary>
internal sealed class EngineLock : IDisposable
{
    private const string FileName = "feedengine.lock";

    private readonly FileStream _file;

    private EngineLock(FileStream file) => _file = file;

    /// <exception cref="RingException">Another engine is in the run (<see cref="RingFault.InUse"/>), or the file cannot be made.</exception>
    public static EngineLock Take(RunDirectory run)
    {
        var path = run.File(FileName);
        try
        {
            return new EngineLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new RingException(RingFault.InUse, run.Path, "another feedengine is in this run; one at a time is possible.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RingException(RingFault.Denied, path, $"cannot be made: {e.Message}", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
