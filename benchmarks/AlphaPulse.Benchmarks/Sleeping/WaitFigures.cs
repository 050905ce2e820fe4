using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.Benchmarks.Sleeping;

/// <summary>What one wait strategy costs and gives.</summary>
/// <param name="Kind">The strategy.</param>
/// <param name="IdlePercent">Processor time of the waiting process while nothing comes, in percent of a core.</param>
/// <param name="First">At the stage that follows the writer.</param>
/// <param name="Third">At the last stage.</param>
/// <param name="WriteP50Ns">Claim, fill and publication, with the wake if there was one.</param>
/// <param name="WriteP99Ns">The same.</param>
/// <param name="CpuUsPerRecord">Processor time of the waiting process for each record that came alone.</param>
internal sealed record WaitFigures(WaitKind Kind, double IdlePercent, WakeLatency First, WakeLatency Third, long WriteP50Ns, long WriteP99Ns, double CpuUsPerRecord);
