using System.Globalization;
using System.Text.RegularExpressions;

namespace AlphaPulse.LoadTester.Profiling;

/// <summary>
/// Samples of a profiler, counted by stack: "program;outermost;…;innermost count". Reads the text of 'perf script' and what it writes
/// itself. A frame that the runtime compiled ends with "_[j]", one of the kernel with "_[k]", as flame graphs have it.
/// </summary>
internal sealed partial class FoldedStacks
{
    public const string Managed = "_[j]";
    public const string Kernel = "_[k]";

    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> Counts => _counts;

    public long Samples { get; private set; }

    /// <summary>Share of the samples in which a frame has a name that the runtime gave it, in percent.</summary>
    public double ManagedPercent => Samples == 0 ? 0 : 100.0 * _counts.Where(stack => stack.Key.Contains(Managed, StringComparison.Ordinal)).Sum(stack => stack.Value) / Samples;

    /// <param name="lines">Of one file.</param>
    /// <exception cref="InvalidDataException">A line is neither.</exception>
    public void Read(IEnumerable<string> lines)
    {
        string? program = null;
        var frames = new List<string>();
        foreach (var (index, line) in lines.Index())
        {
            if (line.StartsWith('#'))
                continue;
            if (line.Length > 0 && char.IsWhiteSpace(line[0]) && line.Trim().Length > 0)
                frames.Add(program is not null && Frame().Match(line) is { Success: true } frame ? NameOf(frame.Groups["symbol"].Value, frame.Groups["object"].Value) : throw Unknown(index, line));
            else if (line.Length == 0)
                End();
            else if (program is null && Folded().Match(line) is { Success: true } folded)
                Add(folded.Groups["stack"].Value, long.Parse(folded.Groups["count"].Value, CultureInfo.InvariantCulture));
            else if (Header().Match(line) is { Success: true } header)
            {
                End();
                program = header.Groups["program"].Value;
            }
            else
                throw Unknown(index, line);
        }

        End();

        // perf prints the innermost frame first.
        void End()
        {
            if (program is not null && frames.Count == 0)
                frames.Add("[no stack]");
            if (program is not null)
                Add(string.Join(';', frames.Append(program).Reverse()), 1);
            program = null;
            frames.Clear();
        }
    }

    public string ToText() => string.Concat(_counts.Select(stack => string.Create(CultureInfo.InvariantCulture, $"{stack.Key} {stack.Value}\n")));

    private void Add(string stack, long count)
    {
        _counts[stack] = _counts.GetValueOrDefault(stack) + count;
        Samples += count;
    }

    // "void [Assembly] Namespace.Type::Method(int32)[Optimized]" → "Namespace.Type::Method".
    private static string NameOf(string symbol, string binary)
    {
        var name = Offset().Replace(symbol, "");
        if (PerfMap().IsMatch(binary))
        {
            var start = name.IndexOf("] ", StringComparison.Ordinal);
            name = (start < 0 ? name : name[(start + 2)..]).Split('(')[0].Split('[')[0];
            return name.Replace(';', ',').Trim() + Managed;
        }

        if (name == "[unknown]")
            name = $"[{Path.GetFileName(binary.Replace(" (deleted)", "", StringComparison.Ordinal)).Trim('[', ']')}]";
        return name.Replace(';', ',') + (binary.StartsWith("[kernel", StringComparison.Ordinal) || binary.StartsWith("[guest.kernel", StringComparison.Ordinal) ? Kernel : "");
    }

    private static InvalidDataException Unknown(int index, string line) =>
        new(string.Create(CultureInfo.InvariantCulture, $"line {index + 1} is neither of 'perf script' nor a folded stack: '{line[..Math.Min(line.Length, 80)]}'"));

    // "feedsim 1234/1240 567.890123:     2004008 cpu-clock:pppH:" with whatever fields were asked for; a program's name may have spaces.
    [GeneratedRegex(@"^(?<program>\S.*?)\s+\d+(/\d+)?(\s|$)")]
    private static partial Regex Header();

    [GeneratedRegex(@"^\s+[0-9a-f]+ (?<symbol>.+) \((?<object>[^()]*(\(deleted\))?)\)\s*$")]
    private static partial Regex Frame();

    [GeneratedRegex(@"^(?<stack>\S.*;.*) (?<count>\d+)$")]
    private static partial Regex Folded();

    [GeneratedRegex(@"\+0x[0-9a-f]+$")]
    private static partial Regex Offset();

    [GeneratedRegex(@"/perf-\d+\.map$")]
    private static partial Regex PerfMap();
}
