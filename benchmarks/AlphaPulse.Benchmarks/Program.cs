using System.Net.Sockets;
using AlphaPulse.Benchmarks.Books;
using AlphaPulse.Benchmarks.Commands;
using AlphaPulse.Benchmarks.Many;
using AlphaPulse.Benchmarks.Processes;
using AlphaPulse.Benchmarks.Reports;
using AlphaPulse.Benchmarks.Sleeping;
using AlphaPulse.FeedSim.Replay;
using AlphaPulse.RingBuffer.Memory;
using CommandLine;

if (args is [PeerProgram.Verb, var setup])
    return PeerProgram.Run(setup);
if (args is [SleepingProgram.Verb, var sleeping])
    return SleepingProgram.Run(sleeping);
if (args is [WriterProgram.Verb, .. var writer])
    return WriterProgram.Run(writer);

try
{
    using var parser = new Parser(settings =>
    {
        settings.HelpWriter = Console.Error;
        settings.CaseInsensitiveEnumValues = true;
    });
    return parser.ParseArguments<RingArguments, ShapesArguments, ManyArguments, ReplayArguments, BooksArguments, AllocArguments, WaitArguments, MicroArguments>(args).MapResult(
        (RingArguments a) => RingCommand.Run(a),
        (ShapesArguments a) => ShapesCommand.Run(a),
        (ManyArguments a) => ManyCommand.Run(a),
        (ReplayArguments a) => ReplayCommand.Run(a),
        (BooksArguments _) => BooksBench.Run(),
        (AllocArguments a) => AllocCommand.Run(a),
        (WaitArguments a) => WaitCommand.Run(a),
        (MicroArguments a) => MicroCommand.Run(a),
        errors => errors.All(e => e.Tag is ErrorType.HelpRequestedError or ErrorType.HelpVerbRequestedError or ErrorType.VersionRequestedError) ? ExitCode.Ok : ExitCode.Usage);
}
catch (UsageException e)
{
    Console.Error.WriteLine(e.Message);
    return ExitCode.Usage;
}
catch (Exception e) when (e is RingException or IOException or SocketException or CaptureException or AggregateException or InvalidDataException or UnauthorizedAccessException)
{
    Progress.Clear();
    Console.Error.WriteLine((e as AggregateException)?.GetBaseException().Message ?? e.Message);
    return ExitCode.Internal;
}
