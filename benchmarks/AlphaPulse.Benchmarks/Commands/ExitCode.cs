namespace AlphaPulse.Benchmarks.Commands;

/// <summary>Exit codes, the same as those of the other programs.</summary>
internal static class ExitCode
{
    internal const int Ok = 0;
    internal const int Internal = 1;
    internal const int Usage = 2;
    internal const int ObjectiveMissed = 10;
    internal const int Interrupted = 130;
}
