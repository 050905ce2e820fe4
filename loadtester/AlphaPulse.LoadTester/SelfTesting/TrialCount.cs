namespace AlphaPulse.LoadTester.SelfTesting;

/// <summary>What the gate said in a number of trials.</summary>
internal readonly record struct TrialCount(int Trials, int Regressions, int Inconclusive)
{
    public int Passed => Trials - Regressions - Inconclusive;
}
