using AlphaPulse.Benchmarks.Shapes;
using AlphaPulse.Benchmarks.Transports;

namespace AlphaPulse.Benchmarks.Processes;

/// <summary>What the other process is to do; a line of JSON on its standard input.</summary>
/// <param name="Kind">What to receive from; null: be the other end of the line ping-pong.</param>
/// <param name="IsPaced">Paced or flood.</param>
/// <param name="Path">Of the ring, the socket or the ping-pong file.</param>
/// <param name="Shape">Not null: take this part in a shape instead.</param>
internal sealed record PeerRequest(TransportKind? Kind, bool IsPaced, string Path, ShapeRequest? Shape = null);
