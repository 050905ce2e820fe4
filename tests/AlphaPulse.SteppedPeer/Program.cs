using AlphaPulse.RingBuffer.Waiting;
using AlphaPulse.SteppedPeer;
using AlphaPulse.SteppedPeer.Roles;
using AlphaPulse.SteppedPeer.Shared;

// A process of the kill matrix. It takes one role after the other from its standard input, a line each; the board says when a
// role is to end and at which step the process is to stop itself.
if (args.Length != 3)
{
    Console.Error.WriteLine("steppedpeer BOARD SLOT SCRATCH-DIRECTORY");
    return 2;
}

SelfStop.DieWithParent();
AbsoluteSleep.MakeThreadPunctual();
using var board = Board.Open(args[0]);
var slot = int.Parse(args[1]);
var stop = new SelfStop(board, slot);
WarmUp.Run(args[2]);
stop.Install();
Console.WriteLine("ready");
while (Console.ReadLine() is { } line)
{
    var part = new Part(board, slot, stop);
    part.Play(line.Split(' '));
    Console.WriteLine($"done {part.FirstFault}");
}

return 0;
