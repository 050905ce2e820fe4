namespace AlphaPulse.LoadTester.Reporting;

/// <summary>Nothing.</summary>
internal sealed class QuietDisplay : IRunDisplay
{
    public void Show(Action<Action<ProgressView>> run) => run(_ => { });
}
