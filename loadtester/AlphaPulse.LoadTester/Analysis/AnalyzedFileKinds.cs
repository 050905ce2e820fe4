using System.Text;

namespace AlphaPulse.LoadTester.Analysis;

/// <summary>Tells what a file is by how it begins, never by its name.</summary>
internal static class AnalyzedFileKinds
{
    public static AnalyzedFileKind Of(string path)
    {
        var block = new byte[4096];
        using var file = File.OpenRead(path);
        var bytes = block.AsSpan(0, file.ReadAtLeast(block, block.Length, throwOnEndOfStream: false));
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff]))
            return AnalyzedFileKind.Log;
        var start = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
        if (start.StartsWith('{'))
            return AnalyzedFileKind.Results;
        var firstLine = start.Split('\n')[0];
        var isLog = firstLine.StartsWith('#') || firstLine.StartsWith("\"StartTimestamp\"", StringComparison.Ordinal) || firstLine.Contains("HIS", StringComparison.Ordinal);
        return isLog ? AnalyzedFileKind.Log : AnalyzedFileKind.Csv;
    }
}
