using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.RingTool.Inspecting;

/// <summary>A ring's directory that was found.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Run">Directory of the run that it belongs to; null if to none.</param>
/// <param name="RunUse">What that run is.</param>
internal sealed record FoundRing(string Path, string? Run, DirectoryUse? RunUse)
{
    /// <summary>What it is called: relative to its run or parent.</summary>
    public string ShortName => System.IO.Path.GetRelativePath(Run ?? System.IO.Path.GetDirectoryName(Path) ?? "/", Path);

    /// <summary>Whether a run has it for its own records (of noise, for example), beside the rings that it is about.</summary>
    public bool IsBesides => Run is not null && !ShortName.StartsWith("rings/", StringComparison.Ordinal);

    /// <summary>What is headed together.</summary>
    public string Group => Run ?? System.IO.Path.GetDirectoryName(Path) ?? "/";
}
