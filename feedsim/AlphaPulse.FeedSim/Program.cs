using AlphaPulse.FeedSim.Commands;
using AlphaPulse.Telemetry.Processes;

StandardStreams.Guard();
return CommandRunner.Run(args);
