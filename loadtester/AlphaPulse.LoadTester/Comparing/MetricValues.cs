namespace AlphaPulse.LoadTester.Comparing;

/// <summary>The values of one metric on both sides.</summary>
/// <param name="A">One a run; of pairs as many as B's, in the same order.</param>
/// <param name="B">One a run.</param>
/// <param name="ArePaired">Whether the i-th of A and of B were measured next to each other.</param>
internal sealed record MetricValues(double[] A, double[] B, bool ArePaired)
{
    /// <summary>Pairs of A with itself that were measured for the noise alone: both values of each; null if there are none.</summary>
    public (double[] First, double[] Second)? SelfPairs { get; init; }

    /// <summary>One step of the clock in the metric's unit; 0 if it is not a time.</summary>
    public double TimerStep { get; init; }

    /// <summary>Runs that have no value of it.</summary>
    public int Missing { get; init; }
}
