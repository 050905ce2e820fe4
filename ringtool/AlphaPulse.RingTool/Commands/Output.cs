using System.Text.Json;
using AlphaPulse.RingTool.Reports;

namespace AlphaPulse.RingTool.Commands;

/// <summary>Where a command writes, and how wide that is.</summary>
/// <param name="text">Results.</param>
/// <param name="notes">Faults and remarks; never part of the results.</param>
/// <param name="columns">Width of the terminal; null if it is none, and everything is written in full, without colours.</param>
internal sealed class Output(TextWriter text, TextWriter notes, int? columns) : IDisposable
{
    private const int PlainColumns = 80;

    /// <summary>What tables are laid out for.</summary>
    public int Columns { get; } = columns ?? PlainColumns;

    /// <exception cref="OutputException">It cannot be written.</exception>
    public void Line(string line) => Try(() => text.WriteLine(line));

    /// <summary>A line that wants to be seen: red on a terminal.</summary>
    /// <inheritdoc cref="Line"/>
    public void Alarm(string line) => Line(columns is null ? line : $"\e[31m{line}\e[0m");

    /// <summary>One line of JSON.</summary>
    /// <inheritdoc cref="Line"/>
    public void Json<T>(T report) => Line(JsonSerializer.Serialize(report, ReportJson.Options));

    /// <summary>A remark for people, beside the results.</summary>
    public void Note(string line)
    {
        try
        {
            notes.WriteLine($"ringtool: {line.ReplaceLineEndings(" ")}");
        }
        catch (IOException)
        {
            // There is no place left to say it.
        }
    }

    /// <summary>What was written becomes visible now.</summary>
    /// <inheritdoc cref="Line"/>
    public void Flush() => Try(text.Flush);

    public void Dispose() => Flush();

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            throw new OutputException(e);
        }
    }
}
