namespace AlphaPulse.LoadTester.Sampling;

/// <summary>The unit of every memory figure that is shown, written or judged: 1 MB = 1,000,000 bytes.</summary>
internal static class Megabytes
{
    private const double BytesPerMb = 1_000_000;

    public static double Of(long bytes) => Math.Round(bytes / BytesPerMb, 2);
}
