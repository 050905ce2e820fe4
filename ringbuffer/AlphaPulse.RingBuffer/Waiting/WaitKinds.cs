namespace AlphaPulse.RingBuffer.Waiting;

/// <summary>Names of the wait strategies, as options spell them.</summary>
public static class WaitKinds
{
    /// <summary>All names, the default first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["back-off", "yield", "busy-spin"];

    /// <summary>Finds the strategy of a name.</summary>
    public static bool TryParse(string name, out WaitKind kind)
    {
        for (var i = 0; i < Names.Count; i++)
        {
            if (Names[i] == name)
            {
                kind = (WaitKind)i;
                return true;
            }
        }

        kind = default;
        return false;
    }
}
