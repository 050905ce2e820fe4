using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;

namespace AlphaPulse.FeedSim.Replay;

/// <summary>Opens one file of a capture, plain or gzip (told apart by the two magic bytes of RFC 1952, not by the name).</summary>
internal static class CaptureFile
{
    private const int ReadBytes = 128 << 10;

    /// <exception cref="CaptureException">Missing, a directory, not permitted, or empty.</exception>
    public static async ValueTask<LineReader> OpenAsync(string path, CancellationToken cancellation)
    {
        if (Directory.Exists(path))
            throw new CaptureException(path, "is a directory, expected a capture file");
        FileStream file;
        try
        {
            file = new FileStream(path, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan });
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CaptureException(path, "no such file", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CaptureException(path, $"cannot be opened: {e.Message}", e);
        }

        return await OpenAsync(file, path, ReadBytes, cancellation).ConfigureAwait(false);
    }

    /// <summary>As above over any stream, which need not seek; <paramref name="readBytes"/> is the size of one read.</summary>
    public static async ValueTask<LineReader> OpenAsync(Stream stream, string path, int readBytes, CancellationToken cancellation)
    {
        var raw = Pipe(stream, readBytes);
        try
        {
            var head = await raw.ReadAtLeastAsync(2, cancellation).ConfigureAwait(false);
            if (head.Buffer.IsEmpty)
                throw new CaptureException(path, "is empty");
            var isGzip = IsGzip(head.Buffer);
            raw.AdvanceTo(head.Buffer.Start);
            return new LineReader(isGzip ? Pipe(new GZipStream(raw.AsStream(), CompressionMode.Decompress), readBytes) : raw, path);
        }
        catch (Exception e)
        {
            await raw.CompleteAsync().ConfigureAwait(false);
            if (e is IOException or UnauthorizedAccessException)
                throw new CaptureException(path, $"cannot be read: {e.Message}", e);
            throw;
        }
    }

    private static PipeReader Pipe(Stream stream, int readBytes) =>
        PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: readBytes, minimumReadSize: Math.Max(1, readBytes / 4)));

    private static bool IsGzip(ReadOnlySequence<byte> head)
    {
        var reader = new SequenceReader<byte>(head);
        return reader.TryRead(out var first) && reader.TryRead(out var second) && first == 0x1F && second == 0x8B;
    }
}
