using AlphaPulse.Telemetry.Outliers;
using Xunit;

namespace AlphaPulse.Telemetry.Tests.Outliers;

public sealed class NoiseFilesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void SpanRings_OfTwoProcesses_TellProcessAndCore()
    {
        NoiseFiles.CreateDirectories(_directory.Path);
        NoiseFiles.CreateDirectories(_directory.Path);
        using (NoiseFiles.CreateSpans(_directory.Path, "feedsim", NoiseFiles.HiccupWriter(12)))
        using (NoiseFiles.CreateSpans(_directory.Path, "control", "machine"))
        {
            var rings = NoiseFiles.SpanRings(_directory.Path);
            Assert.Equal(["control", "feedsim"], rings.Select(NoiseFiles.ProcessOf));
            Assert.False(NoiseFiles.TryHiccupCoreOf(rings[0], out _));
            Assert.True(NoiseFiles.TryHiccupCoreOf(rings[1], out var core));
            Assert.Equal(12, core);
        }
    }

    [Fact]
    public void Rings_OfARunThatRecordsNoNoise_AreNone()
    {
        Assert.Empty(NoiseFiles.OutlierRings(_directory.Path));
        Assert.Empty(NoiseFiles.SpanRings(_directory.Path));
    }
}
