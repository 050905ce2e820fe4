namespace AlphaPulse.LoadTester.Comparing;

/// <summary>How far two single numbers lie apart, where there is nothing to say what that means.</summary>
internal enum WarningLevel
{
    None,
    Warning,
    Critical,
}
