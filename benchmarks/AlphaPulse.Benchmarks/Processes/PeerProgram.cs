using System.IO.Pipes;
using System.Net.Sockets;
using System.Text.Json;
using AlphaPulse.Benchmarks.Measuring;
using AlphaPulse.Benchmarks.Shapes;
using AlphaPulse.Benchmarks.Transports;
using AlphaPulse.MarketData;
using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Pipeline;
using AlphaPulse.RingBuffer.Waiting;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.Benchmarks.Processes;

/// <summary>The other process from inside: receives as requested, line by line.</summary>
internal sealed class PeerProgram(PeerSetup setup, AnonymousPipeClientStream? pipe)
{
    internal const string Verb = "ring-peer";

    private readonly Clock _clock = new(setup.Clock);

    internal static int Run(string setupText)
    {
        // The terminal's interrupt goes to both processes; the first one decides.
        Console.CancelKeyPress += (_, e) => e.Cancel = true;
        var setup = JsonSerializer.Deserialize<PeerSetup>(setupText)!;
        using var pipe = setup.PipeHandle is { } handle ? new AnonymousPipeClientStream(PipeDirection.In, handle) : null;
        var program = new PeerProgram(setup, pipe);
        while (Console.In.ReadLine() is { } line)
        {
            // Not awaited: this thread sees the end of the input while a measurement spins.
            _ = program.Answer(JsonSerializer.Deserialize<PeerRequest>(line)!);
        }

        // Threads that still wait for a sender that is gone end with the process.
        return 0;
    }

    private async Task Answer(PeerRequest request)
    {
        try
        {
            var cpuBefore = Environment.CpuUsage.TotalTime;

            // A pipeline brings its own thread, beside which nothing may run on that core.
            var received = request.Kind == TransportKind.RingPipeline
                ? await Task.Run(() => MeasurePipeline(request))
                : await PinnedThread.Run(setup.Core, () => Receive(request));
            var cpu = Environment.CpuUsage.TotalTime - cpuBefore;
            Say(new PeerReply(false, null, received, cpu.Ticks * TimeSpan.NanosecondsPerTick));
        }
        catch (Exception e) when (e is RingException or IOException or SocketException or InvalidDataException)
        {
            Say(new PeerReply(false, e.Message));
        }
    }

    private Received? Receive(PeerRequest request)
    {
        if (request.Shape is { } shape)
            return ReceiveShape(shape);
        switch (request.Kind)
        {
            case TransportKind.Ring:
                return Measure(new RingReceiver(GatedReader<MarketEvent>.Attach(request.Path, new ReaderOptions { Name = "bench" })), request.IsPaced);
            case TransportKind.FlagRing:
                return Measure(new FlagRingReceiver(FlagRing.Open(request.Path)), request.IsPaced);
            case TransportKind.UnixSocket:
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                socket.Connect(new UnixDomainSocketEndPoint(request.Path));
                return Measure(new SocketReceiver(socket), request.IsPaced);
            case TransportKind.AnonymousPipe:
                return Measure(new AnonymousPipeReceiver(pipe!.SafePipeHandle), request.IsPaced);
            case null:
                using (var file = MappedFile.OpenReadWrite(request.Path, LinePingPong.FileBytes))
                {
                    Say(new PeerReply(true));
                    LinePingPong.Pong(file);
                    return null;
                }

            default:
                throw new InvalidDataException($"{request.Kind} does not cross processes.");
        }
    }

    private Received ReceiveShape(ShapeRequest shape)
    {
        Action ready = () => Say(new PeerReply(true));
        return shape.RecordBytes switch
        {
            16 => ShapeReader.Read<Record16>(shape, setup.Core, ready),
            64 => ShapeReader.Read<Record64>(shape, setup.Core, ready),
            128 => ShapeReader.Read<Record128>(shape, setup.Core, ready),
            256 => ShapeReader.Read<Record256>(shape, setup.Core, ready),
            _ => throw new InvalidDataException($"There is no record of {shape.RecordBytes} bytes."),
        };
    }

    private Received Measure<TReceiver>(TReceiver receiver, bool isPaced)
        where TReceiver : struct, IReceiver
    {
        using (receiver)
        {
            Say(new PeerReply(true));
            return isPaced ? ReceiveLoop.Paced(receiver, _clock) : ReceiveLoop.Flood(receiver, _clock);
        }
    }

    private Received MeasurePipeline(PeerRequest request)
    {
        using var check = new PipelineCheck(_clock);
        using var builder = new PipelineBuilder<MarketEvent>([request.Path]);
        using var pipeline = (request.IsPaced ? builder.Stage("bench", new PacedHandler(check)) : builder.Stage("bench", new FloodHandler(check))).Build();
        pipeline.Start(1, WaitKind.BusySpin, () => Cores.Pin(setup.Core));
        Say(new PeerReply(true));
        return check.WaitForEnd();
    }

    private static void Say(PeerReply reply) => Console.Out.WriteLine(JsonSerializer.Serialize(reply));
}
