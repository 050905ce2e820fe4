namespace AlphaPulse.LoadTester.Verdicts;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    /// <summary>Valid, and every objective met (for the load that was asked for: a partial run says so in its status).</summary>
    public const int Ok = 0;

    public const int InternalError = 1;

    /// <summary>Bad usage, configuration or input file.</summary>
    public const int Usage = 2;

    public const int ObjectiveMissed = 10;

    /// <summary>A regression is confirmed.</summary>
    public const int Regression = 11;

    /// <summary>The run is not valid: its numbers say nothing about the system.</summary>
    public const int Invalid = 12;

    /// <summary>Not enough data to decide.</summary>
    public const int Inconclusive = 13;

    public const int Interrupted = 130;
}
