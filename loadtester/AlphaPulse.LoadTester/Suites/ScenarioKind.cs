namespace AlphaPulse.LoadTester.Suites;

/// <summary>How a scenario is run.</summary>
internal enum ScenarioKind
{
    /// <summary>One load test.</summary>
    Run,

    /// <summary>The same load test again and again, with everything new: what stays behind is a leak.</summary>
    Cycles,

    /// <summary>A load tester that is killed with SIGKILL in its middle, and goes on with its log.</summary>
    KillAndResume,

    /// <summary>A capture at full speed.</summary>
    Replay,
}
