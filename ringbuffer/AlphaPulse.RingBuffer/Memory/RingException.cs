namespace AlphaPulse.RingBuffer.Memory;

/// <summary>
/// The environment does not allow what was asked: a file, its version, its permissions or the space for it.
/// The message is one line that names the path, what was expected, what was found and what to do.
/// Flow conditions (full, empty, lapped, closed) are results, never this exception.
/// </summary>
public sealed class RingException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="fault">What kind of fault it is, for callers that react to one.</param>
    /// <param name="path">The file or directory concerned.</param>
    /// <param name="message">Expected, found, what to do; the path is put in front.</param>
    /// <param name="inner">The cause, if there is one.</param>
    public RingException(RingFault fault, string path, string message, Exception? inner = null)
        : base($"{path}: {message}", inner)
    {
        Fault = fault;
        Path = path;
    }

    /// <summary>What kind of fault it is.</summary>
    public RingFault Fault { get; }

    /// <summary>The file or directory concerned.</summary>
    public string Path { get; }
}
