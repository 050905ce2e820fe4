namespace AlphaPulse.LoadTester.Options;

/// <summary>The options of <c>loadtester profiles</c>.</summary>
internal sealed class ProfilesOptions : CommandOptions;
