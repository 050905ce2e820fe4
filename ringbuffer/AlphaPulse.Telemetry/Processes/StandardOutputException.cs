namespace AlphaPulse.Telemetry.Processes;

/// <summary>The program's standard output takes nothing more: its disk is full, or it was closed. The message is one line.</summary>
public sealed class StandardOutputException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="cause">What the system said.</param>
    public StandardOutputException(Exception cause)
        : base($"standard output cannot be written: {cause.Message.ReplaceLineEndings(" ")}", cause)
    {
    }
}
