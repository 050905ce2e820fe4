using System.Text;

namespace AlphaPulse.Telemetry.Processes;

/// <summary>
/// Makes a failing standard output tell itself from other files' faults, and a failing standard error harmless.
/// </summary>
/// <remarks>Call once, before anything is written and before other threads run.</remarks>
public static class StandardStreams
{
    /// <summary>From here on, writing to <see cref="Console.Out"/> throws <see cref="StandardOutputException"/> if it fails; <see cref="Console.Error"/> never throws.</summary>
    public static void Guard()
    {
        Console.SetOut(new GuardedWriter(Console.Out, isSilent: false));
        Console.SetError(new GuardedWriter(Console.Error, isSilent: true));
    }

    /// <summary>The writer that <see cref="Guard"/> puts around standard output.</summary>
    /// <param name="output">Where it writes.</param>
    public static TextWriter Guarded(TextWriter output) => new GuardedWriter(output, isSilent: false);

    private sealed class GuardedWriter(TextWriter inner, bool isSilent) : TextWriter
    {
        public override Encoding Encoding => inner.Encoding;

        public override void Write(char value) => Try(static (writer, c) => writer.Write(c), value);

        public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

        public override void Write(string? value) => Try(static (writer, text) => writer.Write(text), value);

        public override void WriteLine(string? value) => Try(static (writer, text) => writer.WriteLine(text), value);

        public override void Flush() => Try(static (writer, _) => writer.Flush(), 0);

        private void Try<T>(Action<TextWriter, T> action, T argument)
        {
            try
            {
                action(inner, argument);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
            {
                if (!isSilent)
                    throw new StandardOutputException(e);
            }
        }
    }
}
