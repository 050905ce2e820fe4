namespace AlphaPulse.Benchmarks.Replays;

/// <summary>The capture that is replayed when none is given.</summary>
internal static class DefaultCapture
{
    private const string File = "binance/usdm_btcusdt_20240808.gz";

    /// <summary>Its path, in <c>../shared/data</c> beside the repository or where <c>ALPHAPULSE_DATA</c> says; null if it is not there.</summary>
    internal static string? Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !System.IO.File.Exists(Path.Combine(directory.FullName, "AlphaPulse.sln")))
            directory = directory.Parent;
        var data = Environment.GetEnvironmentVariable("ALPHAPULSE_DATA") is { Length: > 0 } given
            ? given
            : Path.Combine(directory?.FullName ?? ".", "..", "shared", "data");
        var path = Path.GetFullPath(Path.Combine(data, File));
        return System.IO.File.Exists(path) ? path : null;
    }
}
