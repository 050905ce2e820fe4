namespace AlphaPulse.LoadTester.Reporting;

/// <summary>What is seen while a run goes on.</summary>
internal interface IRunDisplay
{
    /// <summary>Shows something for as long as a run takes.</summary>
    /// <param name="run">The run; calls its argument whenever there is news.</param>
    void Show(Action<Action<ProgressView>> run);
}
