namespace AlphaPulse.LoadTester.Doctor;

/// <summary>One question to the machine.</summary>
/// <param name="Name">As screen and file call it.</param>
/// <param name="Look">Answers it.</param>
/// <param name="IsForRuns">Whether each run asks it, too: its answer takes no time, and it bears on every figure of the run.</param>
internal sealed record HostCheck(string Name, Func<HostView, Finding> Look, bool IsForRuns = false);
