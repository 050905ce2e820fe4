namespace AlphaPulse.Engine.Stages;

/// <summary>Lets a stage fail when told to, so that tests and 'loadtester chaos' see what happens then. Set by one thread, taken by the stage's.</summary>
internal sealed class PlantedFault(string stage)
{
    private const int None = 0;
    private const int Once = 1;
    private const int Always = 2;

    private int _fault;

    /// <param name="isPoison">Fails each time, so that a restart does not help; else once.</param>
    public void Plant(bool isPoison) => Volatile.Write(ref _fault, isPoison ? Always : Once);

    /// <summary>Called once a batch.</summary>
    /// <exception cref="InvalidOperationException">A fault is planted.</exception>
    public void Take()
    {
        if (Volatile.Read(ref _fault) != None)
            Fail();
    }

    private void Fail()
    {
        Interlocked.CompareExchange(ref _fault, None, Once);
        throw new InvalidOperationException($"a fault was planted in the stage '{stage}'");
    }
}
