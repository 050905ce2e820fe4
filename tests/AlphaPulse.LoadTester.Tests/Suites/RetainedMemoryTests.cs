using AlphaPulse.LoadTester.Suites;

namespace AlphaPulse.LoadTester.Tests.Suites;

/// <summary>Collects the whole process, which others that measure its memory must not meet: runs beside no other test.</summary>
[CollectionDefinition(nameof(RetainedMemoryTests), DisableParallelization = true)]
[Collection(nameof(RetainedMemoryTests))]
public sealed class RetainedMemoryTests
{
    [Fact]
    public void RetainedMb_BytesThatAreKept_AreSeenAndOthersAreNot()
    {
        const int bytes = 200_000_000;

        // What other tests have left goes with the first.
        MemoryCycles.RetainedMb();
        var before = MemoryCycles.RetainedMb();
        var kept = Touched(bytes);

        Assert.True(MemoryCycles.RetainedMb() - before > 100);
        GC.KeepAlive(kept);
        Touched(bytes);
        kept = [];

        Assert.True(MemoryCycles.RetainedMb() - before < 100);
        GC.KeepAlive(kept);
    }

    private static byte[] Touched(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < bytes.Length; i += 4_096)
            bytes[i] = 1;
        return bytes;
    }
}
