namespace AlphaPulse.RingTool.Commands;

/// <summary>How the program ends, as all programs of the project do.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Internal = 1;
    public const int Usage = 2;
    public const int Missed = 10;
    public const int Interrupted = 130;
}
