
namespace AlphaPulse.EndToEnd.Tests.Repository;

public sealed class AssemblyReferencesTests
{
    [Theory]
    [InlineData("AlphaPulse.RingBuffer")]
    [InlineData("AlphaPulse.Telemetry")]
    [InlineData("AlphaPulse.MarketData")]
    [InlineData("feedsim")]
    [InlineData("feedengine")]
    [InlineData("loadtester")]
    [InlineData("ringtool")]
    public void Of_BuiltAssembly_KeepsTheDirection(string assembly)
    {
        var references = AssemblyReferences.Of(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));
        Assert.Contains("System.Runtime", references);
        Assert.Empty(AssemblyReferences.Faults(assembly, references));
    }

    [Fact]
    public void Of_ThisAssembly_SeesARealReference() =>
        Assert.Contains("xunit.v3.core", AssemblyReferences.Of(typeof(AssemblyReferencesTests).Assembly.Location));

    [Theory]
    [InlineData("feedsim", "feedengine")]
    [InlineData("feedengine", "feedsim")]
    [InlineData("loadtester", "feedsim")]
    [InlineData("loadtester", "feedengine")]
    [InlineData("ringtool", "AlphaPulse.MarketData")]
    [InlineData("AlphaPulse.RingBuffer", "AlphaPulse.Telemetry")]
    [InlineData("AlphaPulse.Telemetry", "AlphaPulse.MarketData")]
    [InlineData("AlphaPulse.RingBuffer", "Spectre.Console")]
    public void Faults_WrongDirection_IsReported(string assembly, string reference) =>
        Assert.Single(AssemblyReferences.Faults(assembly, ["System.Runtime", reference]));
}
