using System.Diagnostics;
using System.IO.Pipelines;
using System.IO.Pipes;
using System.Net.Sockets;
using System.Threading.Channels;
using AlphaPulse.Benchmarks.Measuring;
using AlphaPulse.Benchmarks.Transports;
using AlphaPulse.MarketData;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.Benchmarks.Processes;

/// <summary>
/// Measures one transport at a time: this process sends on one core; the other process, or a thread of this one where a
/// transport cannot leave a process, receives on another. The files lie in a run directory and go with it.
/// </summary>
internal sealed class TransportBench : IDisposable
{
    // As much as an unprivileged process may ask for.
    private const int PipeBytes = 1024 * 1024;

    private readonly RunDirectory _run = new RunRegistry().Create();
    private readonly AnonymousPipeServerStream _pipe = new(PipeDirection.Out, HandleInheritability.Inheritable);
    private readonly Clock _clock;
    private readonly int _sendCore;
    private readonly int _receiveCore;
    private readonly long _durationNs;
    private readonly Peer _peer;
    private bool _isDisposed;

    internal TransportBench(Clock clock, int sendCore, int receiveCore, long durationNs)
    {
        (_clock, _sendCore, _receiveCore, _durationNs) = (clock, sendCore, receiveCore, durationNs);
        try
        {
            // Best effort: a smaller pipe is only slower.
            _ = NativeMethods.FileControl(_pipe.SafePipeHandle, NativeMethods.SetPipeSize, PipeBytes);
            _peer = new Peer(new PeerSetup(receiveCore, clock.Calibration, _pipe.GetClientHandleAsString()));
            _pipe.DisposeLocalCopyOfClientHandle();
        }
        catch
        {
            _pipe.Dispose();
            _run.Remove();
            throw;
        }
    }

    /// <summary>Half a round trip of one cache line between the two processes, in nanoseconds.</summary>
    internal double PingPong()
    {
        var path = _run.File("ping-pong");
        using var file = MappedFile.Create(path, LinePingPong.FileBytes);
        _peer.Begin(new PeerRequest(null, true, path));
        var ping = PinnedThread.Run(_sendCore, () => LinePingPong.Ping(file, _clock, _durationNs));
        _peer.End();
        File.Delete(path);
        return ping.Result;
    }

    /// <summary>At a fixed rate, each record on its own.</summary>
    internal Measurement Paced(TransportKind kind) => Measure(kind, 0);

    /// <summary>As fast as it goes.</summary>
    internal Measurement Flood(TransportKind kind, int batch) => Measure(kind, batch);

    /// <summary>Ends the other process and removes all files. Any thread may call it, and more than once.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
            return;
        _peer.Dispose();
        _pipe.Dispose();
        _run.Remove();
    }

    private Measurement Measure(TransportKind kind, int batch)
    {
        switch (kind)
        {
            case TransportKind.Ring or TransportKind.RingPipeline:
                var ring = RingWriter<MarketEvent>.Create(_run.RingPath("bench"), new RingOptions { Capacity = Schedule.RingCapacity });
                return BetweenProcesses(kind, ring.Path, () => new RingSender(ring), batch);
            case TransportKind.FlagRing:
                var flags = FlagRing.Create(_run.File("flags"));
                return BetweenProcesses(kind, flags.Path, () => new FlagRingSender(flags), batch);
            case TransportKind.UnixSocket:
                return ThroughSocket(batch);
            case TransportKind.AnonymousPipe:
                return BetweenProcesses(kind, "", () => new AnonymousPipeSender(_pipe.SafePipeHandle), batch);
            case TransportKind.BoundedChannel:
                var bounded = Channel.CreateBounded<MarketEvent>(new BoundedChannelOptions(Schedule.RingCapacity) { SingleReader = true, SingleWriter = true });
                return BetweenThreads(new ChannelSender(bounded.Writer, null, 0), new ChannelReceiver(bounded.Reader, null), batch);
            case TransportKind.UnboundedChannel:
                var unbounded = Channel.CreateUnbounded<MarketEvent>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
                var received = new ReceivedCount();
                return BetweenThreads(new ChannelSender(unbounded.Writer, received, Schedule.RingCapacity), new ChannelReceiver(unbounded.Reader, received), batch);
            case TransportKind.Pipelines:
                const int bytes = Schedule.RingCapacity * MarketEvent.SizeBytes;
                var pipe = new Pipe(new System.IO.Pipelines.PipeOptions(pauseWriterThreshold: bytes, resumeWriterThreshold: bytes / 2, minimumSegmentSize: 16 * 1024, useSynchronizationContext: false));
                return BetweenThreads(new PipelinesSender(pipe.Writer), new PipelinesReceiver(pipe.Reader), batch);
            default:
                throw new UnreachableException();
        }
    }

    private Measurement ThroughSocket(int batch)
    {
        var path = _run.File("socket");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        try
        {
            return BetweenProcesses(TransportKind.UnixSocket, path, () => new SocketSender(listener.Accept()), batch);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private Measurement BetweenProcesses<TSender>(TransportKind kind, string path, Func<TSender> connect, int batch)
        where TSender : struct, ISender
    {
        _peer.Begin(new PeerRequest(kind, batch == 0, path));
        using var sender = connect();
        var cpuBefore = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        var sending = PinnedThread.Run(_sendCore, () => Send(sender, batch));
        var reply = _peer.End();
        var wall = Stopwatch.GetElapsedTime(start);
        var cpu = Environment.CpuUsage.TotalTime - cpuBefore;
        return Check(kind, new Measurement(sending.Result, reply.Received!, reply.CpuNs + cpu.Ticks * TimeSpan.NanosecondsPerTick, wall.Ticks * TimeSpan.NanosecondsPerTick));
    }

    private Measurement BetweenThreads<TSender, TReceiver>(TSender sender, TReceiver receiver, int batch)
        where TSender : struct, ISender
        where TReceiver : struct, IReceiver
    {
        var cpuBefore = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        var receiving = PinnedThread.Run(_receiveCore, () => batch == 0 ? ReceiveLoop.Paced(receiver, _clock) : ReceiveLoop.Flood(receiver, _clock));
        var sending = PinnedThread.Run(_sendCore, () => Send(sender, batch));
        Task.WaitAll(sending, receiving);
        var wall = Stopwatch.GetElapsedTime(start);
        var cpu = Environment.CpuUsage.TotalTime - cpuBefore;
        sender.Dispose();
        receiver.Dispose();
        return Check(default, new Measurement(sending.Result, receiving.Result, cpu.Ticks * TimeSpan.NanosecondsPerTick, wall.Ticks * TimeSpan.NanosecondsPerTick));
    }

    private Sent Send<TSender>(TSender sender, int batch)
        where TSender : struct, ISender =>
        batch == 0 ? SendLoop.Paced(sender, _clock, _durationNs) : SendLoop.Flood(sender, _clock, _durationNs, batch);

    private static Measurement Check(TransportKind kind, Measurement measurement)
    {
        var (sent, received) = (measurement.Sent.Records, measurement.Received.Records);
        return sent == received && measurement.Received.Faults == 0
            ? measurement
            : throw new IOException($"{kind}: {sent:N0} records were sent, {received:N0} received, {measurement.Received.Faults:N0} of them damaged or out of order.");
    }
}
