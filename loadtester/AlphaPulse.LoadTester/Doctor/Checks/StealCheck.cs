namespace AlphaPulse.LoadTester.Doctor.Checks;

/// <summary>What the host of a virtual machine gave to others while this machine wanted it.</summary>
internal static class StealCheck
{
    /// <summary>A hundredth of the time is what a percentile of 99 consists of.</summary>
    public const double MostPercent = 1;

    public static Finding Look(HostView host) => host.Activity?.StealPercent switch
    {
        null => Finding.Ok($"not watched"),
        > MostPercent and var percent => Finding.Warning($"{percent:0.0} % of a second, allowed: {MostPercent:0.#} %", "the host is overbooked: measure at another time, or on dedicated cores"),
        var percent => Finding.Ok($"{percent:0.0} % of a second"),
    };
}
