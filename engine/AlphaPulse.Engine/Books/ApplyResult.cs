namespace AlphaPulse.Engine.Books;

/// <summary>What became of an event that was applied to a book.</summary>
internal enum ApplyResult
{
    /// <summary>The book is as the event says (or the event does not concern books).</summary>
    Applied,

    /// <summary>An order that the book does not know was changed; its price level was adjusted by what the event repeats.</summary>
    UnknownOrder,

    /// <summary>The event makes no sense here (kind, price, quantity, id) or exceeds <see cref="BookLimits"/>; nothing changed.</summary>
    Invalid,
}
