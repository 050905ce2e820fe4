namespace AlphaPulse.Benchmarks.Shapes;

/// <summary>What a process beside the writer is to do; a line of JSON on its standard input.</summary>
/// <param name="Role">What it is.</param>
/// <param name="RecordBytes">Size of the ring's records: 16, 64, 128 or 256.</param>
/// <param name="Path">Of the ring.</param>
internal sealed record ShapeRequest(ShapeRole Role, int RecordBytes, string Path);
