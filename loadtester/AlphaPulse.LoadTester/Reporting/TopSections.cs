namespace AlphaPulse.LoadTester.Reporting;

/// <summary>The sections of <c>top</c> that go where there is no room for them.</summary>
[Flags]
internal enum TopSections
{
    None = 0,
    Stages = 1,
    Processes = 2,
    Totals = 4,
    All = Stages | Processes | Totals,
}
