using System.Globalization;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Profiling;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Commands;

/// <summary><c>loadtester flame</c>: samples of a profiler as a flame graph.</summary>
internal static class FlameCommand
{
    public static int Run(FlameOptions options, CommandContext context, FaultList faults)
    {
        var svg = OutputSettings.WritableFile("--svg", options.Svg ?? "flamegraph.svg", faults);
        if (options.Folded is { } folded)
            OutputSettings.WritableFile("--folded", folded, faults);
        var stacks = new FoldedStacks();
        var files = options.Files.ToArray();
        foreach (var file in files)
            Read(file, stacks, faults);
        if (files.Length == 0)
            faults.Add("FILE", "is missing: loadtester flame FILE…");
        else if (faults.IsEmpty && stacks.Samples == 0)
            faults.Add(files[0], "has no samples: did the programs run while they were sampled?");
        if (!faults.IsEmpty)
            return ExitCode.Usage;
        var isSaved = SavedText.TryWrite("--svg", svg, () => FlameGraph.Of(stacks, options.Title ?? "CPU samples"), context.Error);
        isSaved &= SavedText.TryWrite("--folded", options.Folded, stacks.ToText, context.Error);
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{svg} ({stacks.Samples:#,0} samples, {stacks.ManagedPercent:0.0} % managed symbols)"));
        return isSaved ? ExitCode.Ok : ExitCode.InternalError;
    }

    private static void Read(string file, FoldedStacks stacks, FaultList faults)
    {
        try
        {
            stacks.Read(File.ReadLines(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            faults.Add(file, exception.Message.ReplaceLineEndings(" "));
        }
    }
}
