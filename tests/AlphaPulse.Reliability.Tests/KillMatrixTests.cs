using System.Diagnostics;
using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.Reliability.Tests.Matrix;

// Real processes and times between them: one thing at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace AlphaPulse.Reliability.Tests;

/// <summary>
/// The kill matrix, played whole. <c>ALPHAPULSE_MATRIX=update</c> writes the result into docs/reliability.md; <c>ALPHAPULSE_MATRIX=join</c>, the
/// name of a protocol or step, plays only that.
/// </summary>
public sealed class KillMatrixTests
{
    [Fact]
    public void Play_EveryStepActionAndRole_AllPromisesHoldAsThePageSays()
    {
        var wish = Environment.GetEnvironmentVariable("ALPHAPULSE_MATRIX");
        var isWhole = string.IsNullOrEmpty(wish) || wish == "update";
        var plans = StepPlans.All.Where(plan => isWhole || plan.Step == wish || plan.Protocol == wish).ToList();
        Assert.True(plans.Count > 0, $"No protocol or step is called '{wish}'. Protocols: {string.Join(", ", StepPlans.All.Select(plan => plan.Protocol).Distinct())}.");

        var started = Stopwatch.StartNew();
        using var troupe = new Troupe();
        using var metronome = new Metronome();
        var matrix = new KillMatrix(troupe, metronome, Console.Error.WriteLine);
        var cells = matrix.Run(plans);
        var times = MatrixTable.TimesOf(cells, started.Elapsed, troupe.Started, matrix.Repeated);
        Console.Error.WriteLine($"kill matrix: {cells.Count} cells, {cells.Count(cell => !cell.HasPassed)} failed. {times}");
        if (wish == "update")
            File.WriteAllText(RepositoryPage.FullPath, MatrixTable.Replaced(RepositoryPage.Read(), MatrixTable.Of(cells), times));

        Assert.DoesNotContain(cells, cell => !cell.HasPassed);
        if (isWhole)
            Assert.Equal(MatrixTable.In(RepositoryPage.Read()), MatrixTable.Of(cells));
        Assert.True(MatrixTable.MedianMs(cells) < KillMatrix.GoOnBoundMs, times);
    }
}
