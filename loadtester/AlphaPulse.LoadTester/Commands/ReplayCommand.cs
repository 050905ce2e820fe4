using AlphaPulse.LoadTester.Options;

namespace AlphaPulse.LoadTester.Commands;

/// <summary><c>loadtester replay</c></summary>
internal static class ReplayCommand
{
    public static int Run(ReplaySettings settings, TextWriter output, TextWriter error) => throw new NotSupportedException(settings.ToString() + output + error);
}
