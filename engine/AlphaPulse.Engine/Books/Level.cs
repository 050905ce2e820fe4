namespace AlphaPulse.Engine.Books;

/// <summary>One price level of one side: what rests there in total, and by how many orders (0 where the feed does not say).</summary>
internal readonly record struct Level(long Price, long Quantity, int Orders);
