namespace AlphaPulse.LoadTester.Reporting.Junit;

/// <summary>One test case of a JUnit file.</summary>
internal sealed record JunitCase(string Name, JunitOutcome Outcome, string Message, string Details);
