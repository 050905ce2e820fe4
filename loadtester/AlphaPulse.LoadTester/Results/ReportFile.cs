namespace AlphaPulse.LoadTester.Results;

/// <summary>A file that the results of a run go to.</summary>
/// <param name="Option">That asked for it.</param>
/// <param name="Path">As it was typed.</param>
/// <param name="Render">The file's text.</param>
internal sealed record ReportFile(string Option, string Path, Func<RunResults, string> Render);
