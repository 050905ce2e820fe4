using AlphaPulse.Benchmarks.Measuring;

namespace AlphaPulse.Benchmarks.Processes;

/// <summary>A line of JSON on the other process's standard output: first that it is ready, then what it measured.</summary>
/// <param name="IsReady">True: it has attached and begins to receive.</param>
/// <param name="Error">What went wrong, or null.</param>
/// <param name="Received">The result; null for the line ping-pong.</param>
/// <param name="CpuNs">Processor time that the request took in that process.</param>
internal sealed record PeerReply(bool IsReady, string? Error = null, Received? Received = null, long CpuNs = 0);
