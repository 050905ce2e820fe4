namespace AlphaPulse.LoadTester.Options;

/// <summary>One thing that is wrong with what the user asked for.</summary>
/// <param name="Key">The option, file or key concerned, as the user would type it.</param>
/// <param name="Message">What was found, what is allowed, in which unit.</param>
internal sealed record Fault(string Key, string Message)
{
    public override string ToString() => $"{Key}: {Message}";
}
