namespace AlphaPulse.Engine.Stages;

/// <summary>What a comparison with the venue said.</summary>
internal enum CheckResult
{
    /// <summary>There was nothing to compare, or the book was not comparable.</summary>
    None,

    /// <summary>The book is as the venue says.</summary>
    Agrees,

    /// <summary>It is not.</summary>
    Differs,
}
