namespace AlphaPulse.LoadTester.Reporting;

/// <summary>What a line means, for whoever gives it a colour.</summary>
internal enum Tone
{
    Plain,
    Title,
    Good,
    Warning,
    Bad,
    Faint,
}
