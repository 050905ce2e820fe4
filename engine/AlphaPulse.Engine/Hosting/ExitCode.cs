namespace AlphaPulse.Engine.Hosting;

/// <summary>Exit codes, the same in all programs.</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    public const int InternalError = 1;

    public const int BadUsage = 2;

    public const int Interrupted = 130;
}
