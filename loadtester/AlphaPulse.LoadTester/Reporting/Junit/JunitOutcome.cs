namespace AlphaPulse.LoadTester.Reporting.Junit;

/// <summary>What a CI server makes of a test case; the elements are named like these.</summary>
internal enum JunitOutcome
{
    Passed,

    /// <summary>Measured, and not good enough.</summary>
    Failure,

    /// <summary>It could not be measured or decided.</summary>
    Error,

    /// <summary>Not decided in a run that passed without it.</summary>
    Skipped,
}
