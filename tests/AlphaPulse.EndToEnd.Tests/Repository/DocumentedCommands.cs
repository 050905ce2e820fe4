using System.Text.RegularExpressions;

namespace AlphaPulse.EndToEnd.Tests.Repository;

/// <summary>Finds the command lines of this project's programs and scripts in the code blocks and code spans of a Markdown text.</summary>
internal static partial class DocumentedCommands
{
    public static IEnumerable<DocumentedCommand> In(string path, string markdown)
    {
        foreach (var (text, line) in CodeOf(markdown))
        {
            var command = Parse(text, $"{path}:{line}");
            if (command is { Options.Count: > 0 } or { Verb.Length: > 0 })
                yield return command;
        }
    }

    private static DocumentedCommand? Parse(string line, string source)
    {
        // Comments, pipes and further commands of the line are not arguments; a prompt is not part of the command.
        var text = Comment().Replace(line, "").Split([" | ", " > ", ";", " &"], StringSplitOptions.None)[0].Trim().TrimStart('$', '#').Trim();
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        var start = words.IndexOf("--");
        if (words.Count > 1 && words[0] == "dotnet" && words[1] == "run" && start > 0)
        {
            var project = words.Find(word => word.Contains("AlphaPulse.", StringComparison.Ordinal)) ?? "";
            words = [.. words[(start + 1)..].Prepend(ProgramOfProject(project))];
        }
        while (words.Count > 0 && (words[0] == "sudo" || Assignment().IsMatch(words[0])))
            words.RemoveAt(0);
        if (words.Count == 0 || Program(Path.GetFileName(words[0])) is not { } program)
            return null;
        var (name, verb) = program;
        if (verb.Length == 0 && words.Count > 1 && Verb().IsMatch(words[1]) && !name.EndsWith(".sh", StringComparison.Ordinal))
            verb = words[1];
        // [--targets FILE] and --check|--undo are notations of the same options.
        var options = words.Skip(1).SelectMany(word => word.Split('[', ']', '|', '(', ')', ',')).Select(word => word.Split('=')[0].TrimEnd('.', ':'))
            .Where(word => Option().IsMatch(word)).Distinct().ToList();
        return new DocumentedCommand(name, verb, options, source);
    }

    private static string ProgramOfProject(string project) => Path.GetFileName(project.TrimEnd('/').Replace(".csproj", "", StringComparison.Ordinal)) switch
    {
        "AlphaPulse.LoadTester" => "loadtester",
        "AlphaPulse.FeedSim" => "feedsim",
        "AlphaPulse.Engine" => "feedengine",
        "AlphaPulse.RingTool" => "ringtool",
        _ => "",
    };

    private static (string Name, string Verb)? Program(string name) => name switch
    {
        "loadtester" or "feedsim" or "feedengine" or "ringtool" or "tmpfs-setup.sh" => (name, ""),
        "perf-check.sh" => ("loadtester", "check"),
        "perf-tests.sh" => ("loadtester", "suite"),
        "loadtester.sh" => ("loadtester", ""),
        _ when name.StartsWith("load-test-", StringComparison.Ordinal) && name.EndsWith(".sh", StringComparison.Ordinal) => ("loadtester", ""),
        _ => null,
    };

    /// <summary>Lines of fenced blocks (continued lines joined) and inline code spans, each with its line number.</summary>
    private static IEnumerable<(string Text, int Line)> CodeOf(string markdown)
    {
        var lines = markdown.ReplaceLineEndings("\n").Split('\n');
        var inBlock = false;
        for (var i = 0; i < lines.Length; i++)
        {
            var first = i + 1;
            if (lines[i].TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                inBlock = !inBlock;
                continue;
            }
            if (!inBlock)
            {
                foreach (Match span in CodeSpan().Matches(lines[i]))
                    yield return (span.Groups[1].Value, first);
                continue;
            }
            var text = lines[i];
            while (text.TrimEnd().EndsWith('\\') && i + 1 < lines.Length)
                text = text.TrimEnd().TrimEnd('\\') + " " + lines[++i].Trim();
            yield return (text, first);
        }
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"\s#.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^[A-Z_]+=\S*$")]
    private static partial Regex Assignment();

    [GeneratedRegex("^[a-z][a-z-]*$")]
    private static partial Regex Verb();

    [GeneratedRegex("^(--[a-z][a-z0-9-]*|-[a-z])$")]
    private static partial Regex Option();
}
