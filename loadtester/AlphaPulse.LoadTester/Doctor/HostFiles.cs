using System.Globalization;

namespace AlphaPulse.LoadTester.Doctor;

/// <summary>What the kernel tells in files. Read below a root directory, so that a test can lay out a machine of its own.</summary>
internal sealed class HostFiles(string root = "/")
{
    /// <summary>The text without the space around it; null if there is no such file or it cannot be read.</summary>
    /// <param name="path">Absolute, as on the machine itself.</param>
    public string? Text(string path)
    {
        try
        {
            return File.ReadAllText(At(path)).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public IReadOnlyList<string> Lines(string path) => Text(path) is { Length: > 0 } text ? text.Split('\n') : [];

    /// <summary>A number that is all there is in the file; null if it is anything else.</summary>
    public long? Number(string path) => Parse(Text(path));

    public bool HasDirectory(string path) => Directory.Exists(At(path));

    /// <summary>Names of the directories in a directory, in ordinal order; none if it does not exist.</summary>
    public IReadOnlyList<string> DirectoryNames(string path)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(At(path)).Select(found => Path.GetFileName(found)).Order(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The number after a key in lines of "key value" or "key: value unit"; null if the key is not there.</summary>
    public long? Value(string path, string key)
    {
        foreach (var line in Lines(path))
        {
            var fields = line.Split([' ', '\t', ':'], StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length >= 2 && fields[0] == key)
                return Parse(fields[1]);
        }

        return null;
    }

    internal static long? Parse(ReadOnlySpan<char> text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private string At(string path) => Path.Combine(root, path.TrimStart('/'));
}
