namespace AlphaPulse.RingTool.Verifying;

/// <summary>What the writer of a soak does wrong on purpose, once in a while, to show that the readers notice.</summary>
internal enum PlantedFault
{
    None,

    /// <summary>A record with one word of another one.</summary>
    Torn,

    /// <summary>A number is left out.</summary>
    Lost,

    /// <summary>A number is written twice.</summary>
    Doubled,
}
