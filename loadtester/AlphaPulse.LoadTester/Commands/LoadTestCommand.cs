using AlphaPulse.LoadTester.Options;

namespace AlphaPulse.LoadTester.Commands;

/// <summary>The load test.</summary>
internal static class LoadTestCommand
{
    public static int Run(LoadTestSettings settings, TextWriter output, TextWriter error) => throw new NotSupportedException(settings.ToString() + output + error);
}
