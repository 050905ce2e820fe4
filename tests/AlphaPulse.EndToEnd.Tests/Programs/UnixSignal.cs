namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>Numbers of signals, the same on every Linux that .NET runs on.</summary>
internal static class UnixSignal
{
    public const int HangUp = 1;
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;
}
