using AlphaPulse.LoadTester.Options;

namespace AlphaPulse.LoadTester.Tests.Noise;

public class NoiseSettingsTests
{
    [Theory]
    [InlineData(null, null, 10_000, 1_000_000)]
    [InlineData("1us", "500us", 1_000, 500_000)]
    [InlineData("off", "10ms", 0, 10_000_000)]
    public void Read_TimesOrOff_AreNanoseconds(string? threshold, string? hiccups, long thresholdNs, long periodNs)
    {
        var settings = Read(threshold, hiccups, out var faults);
        Assert.Empty(faults);
        Assert.Equal((thresholdNs, periodNs), (settings.OutlierThresholdNs, settings.HiccupPeriodNs));
        Assert.Equal((thresholdNs, periodNs), (settings.Plan!.OutlierThresholdNs, settings.Plan.HiccupPeriodNs));
    }

    [Fact]
    public void Read_BothOff_PlansNothing() => Assert.Null(Read("off", "off", out _).Plan);

    [Theory]
    [InlineData("10", "--outlier-threshold: '10' is not a time in range, allowed: 100ns to 1s, or off")]
    [InlineData("99ns", "--outlier-threshold: '99ns' is not a time in range, allowed: 100ns to 1s, or off")]
    [InlineData("2s", "--outlier-threshold: '2s' is not a time in range, allowed: 100ns to 1s, or off")]
    public void Read_ThresholdOutOfRange_IsAFault(string text, string message)
    {
        Read(text, null, out var faults);
        Assert.Equal(message, Assert.Single(faults));
    }

    [Fact]
    public void Read_PeriodTooShort_IsAFault()
    {
        Read(null, "10us", out var faults);
        Assert.Equal("--hiccups: '10us' is not a time in range, allowed: 100us to 1s, or off", Assert.Single(faults));
    }

    private static NoiseSettings Read(string? threshold, string? hiccups, out string[] faults)
    {
        var list = new FaultList();
        var settings = LoadTestSettingsReader.Read(new LoadTestOptions { OutlierThreshold = threshold, Hiccups = hiccups }, list).Noise;
        faults = [.. list.All.Select(fault => fault.ToString())];
        return settings;
    }
}
