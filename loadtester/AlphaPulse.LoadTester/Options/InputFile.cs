using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.LoadTester.Options;

/// <summary>Reads a text file that a person names: a regular one, of bounded size.</summary>
internal static class InputFile
{
    /// <summary>The text, or null after a fault.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxBytes">What such a file never reaches.</param>
    /// <param name="faults">Receives why it cannot be read.</param>
    public static string? Read(string path, int maxBytes, FaultList faults)
    {
        if (!IsRegular(path, faults))
            return null;
        try
        {
            if (Text(path, maxBytes) is { } text)
                return text;
            faults.Add(path, $"is larger than {maxBytes >> 20} MiB, which no such file is");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            faults.Add(path, $"cannot be read: {exception.Message.ReplaceLineEndings(" ")}");
        }

        return null;
    }

    /// <summary>Whether there is such a file and it can be read more than once; adds a fault if not.</summary>
    public static bool IsRegular(string path, FaultList faults)
    {
        var fault = Directory.Exists(path) ? "is a directory, expected a file"
            : !File.Exists(path) ? "there is no such file"
            : FileSystem.IsSpecialFile(path) ? "is a device or a pipe, expected a regular file"
            : null;
        if (fault is not null)
            faults.Add(path, fault);
        return fault is null;
    }

    // Its length is only what the file had a moment ago, and 0 for what the kernel makes up.
    private static string? Text(string path, int maxBytes)
    {
        using var file = File.OpenRead(path);
        if (file.Length > maxBytes)
            return null;
        using var bytes = new MemoryStream();
        var block = new byte[64 << 10];
        while (file.Read(block) is > 0 and var read)
        {
            bytes.Write(block, 0, read);
            if (bytes.Length > maxBytes)
                return null;
        }

        bytes.Position = 0;
        using var reader = new StreamReader(bytes);
        return reader.ReadToEnd();
    }
}
