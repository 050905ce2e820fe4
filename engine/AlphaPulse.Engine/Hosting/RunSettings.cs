using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.Engine.Hosting;

/// <summary>What <c>feedengine run</c> is to do: validated, immutable.</summary>
internal sealed record RunSettings
{
    /// <summary>The run's name below <see cref="Dir"/>, or its directory.</summary>
    public required string Run { get; init; }

    /// <summary>Base directory of the runs; null = the default one.</summary>
    public string? Dir { get; init; }

    /// <summary>Null = as the run's plan says.</summary>
    public StageWaits? Wait { get; init; }

    /// <summary>Threads of the stages, 0 = as the cores allow; null = as the run's plan says.</summary>
    public int? Threads { get; init; }

    /// <summary>Obeys a parent on stdin and reports to it on stdout.</summary>
    public bool IsControlled { get; init; }

    public bool IsVerbose { get; init; }
}
