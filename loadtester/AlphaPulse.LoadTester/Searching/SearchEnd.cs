namespace AlphaPulse.LoadTester.Searching;

/// <summary>How a search ended.</summary>
internal enum SearchEnd
{
    /// <summary>The breaking point was found and confirmed.</summary>
    Found,

    /// <summary>No objective broke up to the highest rate.</summary>
    NotBroken,

    /// <summary>An objective breaks however low the rate is.</summary>
    BrokenAtOnce,

    /// <summary>Its time was over, or the user stopped it.</summary>
    Stopped,

    /// <summary>Several runs in a row said nothing.</summary>
    NoVerdict,
}
