using Microsoft.Win32.SafeHandles;

namespace AlphaPulse.RingTool.Commands;

/// <summary>From the process's own streams to a <see cref="CommandRunner"/>.</summary>
internal static class Entry
{
    private const int BufferBytes = 1 << 16;

    public static int Run(string[] arguments)
    {
        var isTerminal = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb") && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        try
        {
            // The console's own stream ignores that whoever read a pipe is gone; this one throws, and 'stat --count 0' ends. Into a
            // file it would write at a position of its own, over what others put there through the same redirection.
            using var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            using var file = Console.OpenStandardOutput();
            var text = new StreamWriter(pipe.CanSeek ? file : pipe, bufferSize: BufferBytes);
            return CommandRunner.Run(arguments, new Output(text, Console.Error, isTerminal ? Console.WindowWidth : null));
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"ringtool: {new OutputException(e).Message}");
            return ExitCode.Internal;
        }
    }
}
