using System.Globalization;

namespace AlphaPulse.LoadTester.Doctor;

/// <summary>What one check found.</summary>
/// <param name="Level">Whether it stands in the way.</param>
/// <param name="Evidence">The value that was read, and its limit if it has one.</param>
/// <param name="Advice">What to do; null if nothing.</param>
internal sealed record Finding(FindingLevel Level, string Evidence, string? Advice = null)
{
    public static Finding Ok(FormattableString evidence) => new(FindingLevel.Ok, evidence.ToString(CultureInfo.InvariantCulture));

    public static Finding Warning(FormattableString evidence, string advice) => new(FindingLevel.Warning, evidence.ToString(CultureInfo.InvariantCulture), advice);
}
