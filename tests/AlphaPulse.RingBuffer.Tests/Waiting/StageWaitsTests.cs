using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.RingBuffer.Tests.Waiting;

public sealed class StageWaitsTests
{
    private static readonly string[] s_stages = ["guard", "book"];

    [Theory]
    [InlineData("block", WaitKind.Block, WaitKind.Block)]
    [InlineData("auto", WaitKind.Auto, WaitKind.Auto)]
    [InlineData("guard=busy-spin,book=block", WaitKind.BusySpin, WaitKind.Block)]
    [InlineData("book=block", WaitKind.Auto, WaitKind.Block)]
    [InlineData("yield,book=block", WaitKind.Yield, WaitKind.Block)]
    [InlineData("book=block,yield", WaitKind.Yield, WaitKind.Block)]
    public void Parse_Spelling_GivesEachStageItsStrategy(string text, WaitKind guard, WaitKind book)
    {
        var waits = StageWaits.Parse(text, s_stages, out var fault)!;
        Assert.Null(fault);
        Assert.Equal((guard, book, text), (waits.For("guard"), waits.For("book"), waits.Text));
        Assert.Equal(waits, StageWaits.Parse(text, s_stages, out _));
        Assert.Equal((WaitKinds.Resolve(guard), WaitKinds.Resolve(book)), (waits.Resolve().For("guard"), waits.Resolve().For("book")));
    }

    [Theory]
    [InlineData("", "'' is not known; allowed: auto, block, back-off-block, back-off, spin-block, yield, busy-spin, or one for a stage, as in guard=busy-spin")]
    [InlineData("guard=sleep", "'sleep' is not known; allowed: auto, block, back-off-block, back-off, spin-block, yield, busy-spin, or one for a stage, as in guard=busy-spin")]
    [InlineData("tail=block", "'tail' is not a stage; there are: guard, book")]
    [InlineData("block,yield", "'block,yield' has more than one strategy for all stages")]
    [InlineData("book=block,book=yield", "'book' is given twice")]
    public void Parse_Fault_IsNamed(string text, string expected)
    {
        Assert.Null(StageWaits.Parse(text, s_stages, out var fault));
        Assert.Equal(expected, fault);
    }

    [Theory]
    [InlineData(1, WaitKind.BackOffBlock)]
    [InlineData(2, WaitKind.BackOffBlock)]
    [InlineData(WaitKinds.CoresToSpin - 1, WaitKind.BackOffBlock)]
    [InlineData(WaitKinds.CoresToSpin, WaitKind.SpinBlock)]
    [InlineData(256, WaitKind.SpinBlock)]
    public void ForCores_Number_DecidesWhetherAThreadMaySpin(int cores, WaitKind expected)
    {
        Assert.Equal(expected, WaitKinds.ForCores(cores));
        Assert.Equal(WaitKinds.ForCores(Environment.ProcessorCount), WaitKinds.Resolve(WaitKind.Auto));
        Assert.Throws<ArgumentOutOfRangeException>(() => WaitKinds.ForCores(0));
    }

    [Fact]
    public void Names_EachKind_HasItsOwn()
    {
        foreach (var kind in Enum.GetValues<WaitKind>())
        {
            Assert.True(WaitKinds.TryParse(WaitKinds.NameOf(kind), out var parsed));
            Assert.Equal(kind, parsed);
        }

        Assert.Equal(Enum.GetValues<WaitKind>().Length, WaitKinds.Names.Count);
        Assert.False(WaitKinds.TryParse("sleep", out _));
    }

    [Fact]
    public void ShouldBlock_EachStrategyThatBlocks_DoesSoAfterItsLooks()
    {
        Assert.InRange(LooksBeforeBlocking<BlockWait>(), 1, 20);
        Assert.InRange(LooksBeforeBlocking<BackOffBlockWait>(), 30, 50);
        Assert.InRange(LooksBeforeBlocking<SpinBlockWait>(), 2000, 3000);
        Assert.Equal(-1, LooksBeforeBlocking<BackOffWait>());
        Assert.Equal(-1, LooksBeforeBlocking<YieldWait>());
        Assert.Equal(-1, LooksBeforeBlocking<BusySpinWait>());
    }

    private static int LooksBeforeBlocking<TWait>()
        where TWait : struct, IWaitStrategy
    {
        var wait = default(TWait);
        for (var looks = 0; looks < 3000; looks++)
        {
            if (wait.ShouldBlock)
            {
                // Who cannot be woken goes on waiting.
                wait.Wait();
                Assert.True(wait.ShouldBlock);
                wait.Reset();
                Assert.False(wait.ShouldBlock);
                return looks;
            }

            wait.Wait();
        }

        return -1;
    }
}
