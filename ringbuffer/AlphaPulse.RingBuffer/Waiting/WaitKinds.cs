namespace AlphaPulse.RingBuffer.Waiting;

/// <summary>Names of the wait strategies, as options spell them, and the choice of one.</summary>
public static class WaitKinds
{
    /// <summary>From how many cores on a waiting thread may spin: the writers, the stages and the rest of the machine need one each.</summary>
    public const int CoresToSpin = 8;

    /// <summary>All names, the default first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["auto", "block", "back-off-block", "back-off", "spin-block", "yield", "busy-spin"];

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

    /// <summary>The name of a strategy.</summary>
    public static string NameOf(WaitKind kind) => Names[(int)kind];

    /// <summary>What <see cref="WaitKind.Auto"/> is where a process may use so many cores.</summary>
    /// <param name="cores">At least 1.</param>
    public static WaitKind ForCores(int cores)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cores);
        return cores < CoresToSpin ? WaitKind.BackOffBlock : WaitKind.SpinBlock;
    }

    /// <summary>The strategy itself: what was chosen, if it is <see cref="WaitKind.Auto"/>, for the cores that this process may use.</summary>
    public static WaitKind Resolve(WaitKind kind) => kind == WaitKind.Auto ? ForCores(Environment.ProcessorCount) : kind;
}
