using AlphaPulse.RingTool.Commands;

return Entry.Run(args);
