namespace AlphaPulse.Benchmarks.Shapes;

/// <summary>What a process beside the writer does.</summary>
internal enum ShapeRole
{
    /// <summary>Reads every record.</summary>
    GatedReader,

    /// <summary>Runs a pipeline of three stages, one behind the other, on one thread.</summary>
    ThreeStages,

    /// <summary>Copies what it can and loses the rest.</summary>
    Observer,
}
