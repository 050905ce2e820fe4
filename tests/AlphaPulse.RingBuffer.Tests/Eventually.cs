namespace AlphaPulse.RingBuffer.Tests;

/// <summary>Waits for what another thread or process does.</summary>
internal static class Eventually
{
    internal static void True(Func<bool> condition, string what) =>
        Assert.True(SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(60)), $"still not: {what}");
}
