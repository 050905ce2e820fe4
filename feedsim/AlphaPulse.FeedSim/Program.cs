using AlphaPulse.FeedSim.Commands;

return CommandRunner.Run(args);
