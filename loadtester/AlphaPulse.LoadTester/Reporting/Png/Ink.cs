namespace AlphaPulse.LoadTester.Reporting.Png;

/// <summary>A colour.</summary>
internal readonly record struct Ink(byte Red, byte Green, byte Blue)
{
    public static readonly Ink White = new(255, 255, 255);
    public static readonly Ink Black = new(23, 32, 43);
    public static readonly Ink Soft = new(85, 96, 110);
    public static readonly Ink Grid = new(228, 232, 238);

    /// <summary>For series, told apart also without colour vision; the page's own.</summary>
    public static readonly Ink[] Series = [new(0, 96, 168), new(194, 65, 12), new(0, 121, 79), new(163, 48, 122), new(176, 106, 0), new(91, 102, 117)];

    private static readonly Ink[] s_heat = [new(166, 206, 231), new(86, 160, 211), new(28, 103, 174), new(8, 55, 116), new(5, 20, 48)];

    /// <summary>Few to many: one hue, darker with more, the least well apart from white.</summary>
    public static Ink Heat(double share)
    {
        var at = Math.Clamp(share, 0, 1) * (s_heat.Length - 1);
        var index = Math.Min(s_heat.Length - 2, (int)at);
        return s_heat[index].Mixed(s_heat[index + 1], at - index);
    }

    public Ink Mixed(Ink other, double share) => new(Mix(Red, other.Red, share), Mix(Green, other.Green, share), Mix(Blue, other.Blue, share));

    private static byte Mix(byte from, byte to, double share) => (byte)Math.Round(from + ((to - from) * share));
}
