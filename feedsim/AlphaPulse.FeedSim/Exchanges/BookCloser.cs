namespace AlphaPulse.FeedSim.Exchanges;

/// <summary>
/// Brings an engine's book back to its <see cref="BaseBook"/> by placing and cancelling, a few levels at a time, without
/// ever trading and without emptying a side.
/// </summary>
internal static class BookCloser
{
    /// <summary>Changes up to <paramref name="changes"/> levels towards the base.</summary>
    public static void Step(MatchingEngine engine, BaseBook book, int changes)
    {
        while (changes > 0)
        {
            var before = changes;
            // Adding first keeps both sides populated; what still crosses the other side becomes possible once that side was reduced.
            AddMissing(engine, book, ref changes);
            Reduce(engine, engine.Bids, book, ref changes);
            Reduce(engine, engine.Asks, book, ref changes);
            if (changes == before)
                return;
        }
    }

    private static void AddMissing(MatchingEngine engine, BaseBook book, ref int changes)
    {
        foreach (var level in book.Levels)
        {
            var missing = level.Quantity - engine.Side(level.IsSell).TotalAt(level.Price);
            if (missing <= 0 || changes == 0 || engine.Side(!level.IsSell).IsReachedBy(level.Price))
                continue;
            engine.SubmitLimit(level.IsSell, level.Price, missing);
            changes--;
        }
    }

    private static void Reduce(MatchingEngine engine, BookSide side, BaseBook book, ref int changes)
    {
        for (var i = side.Count - 1; i >= 0 && changes > 0; i--)
        {
            var level = side.At(i);
            var target = book.TotalAt(side.IsSell, level.Price);
            if (level.Total <= target || (target == 0 && side.Count == 1))
                continue;
            Withdraw(engine, level, level.Total - target);
            changes--;
        }
    }

    private static void Withdraw(MatchingEngine engine, PriceLevel level, long surplus)
    {
        var order = engine.HeadOf(in level);
        while (surplus > 0)
        {
            var hasNext = engine.TryGetNext(in order, out var next);
            var quantity = Math.Min(surplus, order.Quantity);
            engine.Reduce(order.Id, quantity);
            surplus -= quantity;
            if (!hasNext)
                return;
            order = next;
        }
    }
}
