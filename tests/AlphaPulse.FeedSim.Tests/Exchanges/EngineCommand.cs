using FsCheck;
using FsCheck.Fluent;

namespace AlphaPulse.FeedSim.Tests.Exchanges;

/// <summary>One order to the engine and to its model.</summary>
internal sealed record EngineCommand(EngineCommandKind Kind, bool IsSell, long Price, long Quantity, int Target)
{
    // Few prices, so that queues form and orders cross.
    public static Gen<EngineCommand[]> Sequences { get; } = (
        from kind in Gen.Frequency((6, Gen.Constant(EngineCommandKind.Limit)), (2, Gen.Constant(EngineCommandKind.Market)), (2, Gen.Constant(EngineCommandKind.Cancel)), (1, Gen.Constant(EngineCommandKind.Reduce)))
        from isSell in Gen.Elements(false, true)
        from price in Gen.Choose(95, 105)
        from quantity in Gen.Choose(1, 20)
        from target in Gen.Choose(1, 60)
        select new EngineCommand(kind, isSell, price, quantity, target)).ArrayOf();
}
