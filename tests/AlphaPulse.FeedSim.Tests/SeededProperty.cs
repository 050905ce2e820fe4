using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace AlphaPulse.FeedSim.Tests;

/// <summary>Runs a property with a seed that is printed; ALPHAPULSE_SEED repeats a run.</summary>
internal static class SeededProperty
{
    public static void Check<T>(Gen<T> generator, Func<T, bool> property, int tests = 300)
    {
        var seed = Environment.GetEnvironmentVariable("ALPHAPULSE_SEED") is { Length: > 0 } given
            ? ulong.Parse(given, CultureInfo.InvariantCulture)
            : (ulong)Random.Shared.NextInt64();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed} (ALPHAPULSE_SEED={seed} repeats it)");
        var config = Config.QuickThrowOnFailure.WithMaxTest(tests).WithReplay(seed, 1);
        FsCheck.Check.One(config, Prop.ForAll(generator.ToArbitrary(), property));
    }
}
