namespace AlphaPulse.FeedSim.Replay;

/// <summary>
/// A capture cannot be read. The message is one line for the command line: file, line number where there is one, and
/// the reason.
/// </summary>
internal sealed class CaptureException : Exception
{
    public CaptureException(string file, string reason, Exception? inner = null)
        : base($"{file}: {reason}", inner) => File = file;

    public CaptureException(string file, long line, string reason, Exception? inner = null)
        : base($"{file}, line {line}: {reason}", inner)
    {
        File = file;
        Line = line;
    }

    public string File { get; }

    /// <summary>1-based; 0 where the fault is not one of a line.</summary>
    public long Line { get; }
}
