namespace AlphaPulse.RingTool.Verifying;

/// <summary>What both processes of a soak agree on.</summary>
/// <param name="Ring">Directory of the ring.</param>
/// <param name="RecordBytes">One of <see cref="SoakRecords.Sizes"/>.</param>
/// <param name="Capacity">Slots.</param>
/// <param name="Seconds">How long the writer writes.</param>
/// <param name="Fault">For tests.</param>
internal sealed record SoakSettings(string Ring, int RecordBytes, long Capacity, double Seconds, PlantedFault Fault);
