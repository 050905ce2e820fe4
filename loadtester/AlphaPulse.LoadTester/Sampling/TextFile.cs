using Microsoft.Win32.SafeHandles;

namespace AlphaPulse.LoadTester.Sampling;

/// <summary>A small file of the kernel that is read again and again into one buffer. Allocates nothing after it was opened. Not thread-safe.</summary>
internal sealed class TextFile : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly byte[] _buffer;

    private TextFile(SafeFileHandle handle, int bytes) => (_handle, _buffer) = (handle, new byte[bytes]);

    /// <summary>Null if there is no such file, or it may not be read.</summary>
    public static TextFile? TryOpen(string path, int bytes)
    {
        try
        {
            return new TextFile(File.OpenHandle(path), bytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Its present text, as far as the buffer goes; empty if it cannot be read any more.</summary>
    public ReadOnlySpan<byte> Read()
    {
        try
        {
            return _buffer.AsSpan(0, RandomAccess.Read(_handle, _buffer, 0));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    public void Dispose() => _handle.Dispose();
}
