using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.Reliability.Tests.Matrix;
using AlphaPulse.RingBuffer.Steps;

namespace AlphaPulse.Reliability.Tests;

/// <summary>The page against the code: every step that a protocol has is in the matrix, and no cell of it failed.</summary>
public sealed class MatrixTableTests
{
    [Fact]
    public void Plans_EveryProtocolStep_HasARow()
    {
        var covered = StepPlans.All.Select(plan => plan.Step).ToHashSet();
        var missing = Enum.GetNames<ProtocolStep>().Where(step => !covered.Contains(step)).ToList();
        Assert.True(missing.Count == 0, $"No row of the kill matrix stops at: {string.Join(", ", missing)}. Add them to Matrix/StepPlans.cs and run scripts/kill-matrix.sh.");
    }

    [Fact]
    public void Page_EveryRow_HasItsCellsAndNoneFailed()
    {
        // What a run without any fault writes; the numbers of cells are counted the same way.
        var expected = MatrixTable.Of([.. StepPlans.All.SelectMany(Expected)]);
        Assert.Equal(expected, MatrixTable.In(RepositoryPage.Read()));
        Assert.DoesNotContain(MatrixTable.Failed, expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_FailedCell_IsShownAndCounted()
    {
        var cell = new Cell("join", "JoinActive", KillAction.Kill, Role.ReaderBehind, "");
        var table = MatrixTable.Of([cell, cell with { Other = Role.Writer, Fault = "it hangs" }]);
        Assert.Contains("2 cells: 1 passed, 1 failed.", table, StringComparison.Ordinal);
        Assert.Contains("| join | JoinActive | reader behind ✓, writer ✗ |", table, StringComparison.Ordinal);
    }

    [Fact]
    public void Replaced_Page_OnlyTheTableAndTheTimesChange()
    {
        const string Page = "# Title\n<!-- kill matrix, times: begin -->\nold times\n<!-- kill matrix, times: end -->\ntext\n<!-- kill matrix: begin -->\nold\n<!-- kill matrix: end -->\nend\n";
        Assert.Equal(Page.Replace("old\n", "new\n", StringComparison.Ordinal).Replace("old times", "1 ms", StringComparison.Ordinal), MatrixTable.Replaced(Page, "new\n", "1 ms\n"));
        Assert.Equal("old\n", MatrixTable.In(Page));
    }

    private static IEnumerable<Cell> Expected(StepPlan plan)
    {
        var scene = plan.Scene();
        foreach (var action in new[] { KillAction.Kill, KillAction.Pause })
        {
            foreach (var role in scene.Others)
                yield return new Cell(plan.Protocol, plan.Step, action, role, "");
        }

        foreach (var role in scene.Pausable)
            yield return new Cell(plan.Protocol, plan.Step, KillAction.KillWhileAnotherIsPaused, role, "");
    }
}
