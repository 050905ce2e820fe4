namespace AlphaPulse.RingTool.Inspecting;

/// <summary>What /proc says of a process at one look.</summary>
/// <param name="Name">Its own short name.</param>
/// <param name="Letter">Of its main thread; a signal that stops a process stops all of its threads.</param>
internal sealed record ProcessState(string Name, char Letter)
{
    /// <summary>Null if there is no such process, or it cannot be looked at.</summary>
    public static ProcessState? Of(int process) => Parse(Read($"/proc/{process}/stat"));

    public bool IsPaused => Letter is 'T' or 't';

    public string Word => Letter switch
    {
        'R' => "running",
        'S' or 'I' => "sleeping",
        'D' => "waiting",
        'T' => "stopped",
        't' => "traced",
        'Z' or 'X' => "gone",
        _ => Letter.ToString(),
    };

    /// <summary>Of a line as <c>4711 (a name (odd)) S 1 ...</c>: the name may hold anything, so the last bracket counts.</summary>
    public static ProcessState? Parse(string stat)
    {
        var (open, close) = (stat.IndexOf('('), stat.LastIndexOf(')'));
        return open > 0 && close > open && close + 2 < stat.Length ? new ProcessState(stat[(open + 1)..close], stat[close + 2]) : null;
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
