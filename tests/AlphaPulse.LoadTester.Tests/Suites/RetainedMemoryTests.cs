using System.Runtime.CompilerServices;
using AlphaPulse.LoadTester.Suites;

namespace AlphaPulse.LoadTester.Tests.Suites;

/// <summary>Collects the whole process, which others that measure its memory must not meet: runs beside no other test.</summary>
[CollectionDefinition(nameof(RetainedMemoryTests), DisableParallelization = true)]
[Collection(nameof(RetainedMemoryTests))]
public sealed class RetainedMemoryTests
{
    private byte[] _kept = [];

    [Fact]
    public void RetainedMb_BytesThatAreKept_AreSeenAndOthersAreNot()
    {
        // What other tests have left goes with the first.
        MemoryCycles.RetainedMb();
        var before = MemoryCycles.RetainedMb();
        Keep(200_000_000);
        var held = MemoryCycles.RetainedMb();
        Keep(0);
        var after = MemoryCycles.RetainedMb();

        Assert.True(held - before > 100 && after - before < 100, $"{before} MB, held {held} MB, after {after} MB");
    }

    // In a frame of its own: code that is not optimised keeps what it has had until its method ends.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Keep(int count)
    {
        _kept = new byte[count];
        for (var i = 0; i < _kept.Length; i += 4_096)
            _kept[i] = 1;
    }
}
