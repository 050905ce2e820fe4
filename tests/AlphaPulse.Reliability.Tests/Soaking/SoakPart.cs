namespace AlphaPulse.Reliability.Tests.Soaking;

/// <summary>What a process of the soak does.</summary>
internal enum SoakPart
{
    Writer,
    Reader,
    Observer,
}
