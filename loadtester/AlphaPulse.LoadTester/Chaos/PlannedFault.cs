namespace AlphaPulse.LoadTester.Chaos;

/// <summary>A fault of a plan.</summary>
/// <param name="Fault">Which.</param>
/// <param name="AtMs">Not before this long after the run's start.</param>
/// <param name="HoldMs">How long what is paused or full stays so; 0 where nothing is.</param>
/// <param name="Target">What it is done to: a program, a stage, a ring, the sampler or its log.</param>
internal sealed record PlannedFault(ChaosFault Fault, int AtMs, int HoldMs, string Target);
