using AlphaPulse.RingBuffer.Memory;
using Microsoft.Win32.SafeHandles;
using RingHello;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};
try
{
    // The console's own stream ignores that whoever read a pipe is gone; this one throws. Into a file it would write at a position of its own.
    var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write);
    Console.SetOut(new StreamWriter(pipe.CanSeek ? Console.OpenStandardOutput() : pipe) { AutoFlush = true });

    // A run's directory is where others find its rings by name. What a killed writer leaves is cleaned up by the next one.
    var registry = new RunRegistry(args.ElementAtOrDefault(1));
    switch (args.FirstOrDefault())
    {
        case "write":
            using (var run = registry.Create("hello"))
            {
                Writer.Run(run.RingPath("ticks"), stop.Token);
                run.Remove();
            }

            return 0;
        case "read":
            using (var run = registry.Join("hello"))
                Reader.Run(run.RingPath("ticks"), stop.Token);
            return 0;
        default:
            Console.Error.WriteLine("usage: RingHello write|read [DIR]   (start the writer first, then any number of readers; Ctrl-C ends)");
            return 2;
    }
}
catch (IOException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
