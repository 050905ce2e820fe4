using System.Globalization;
using AlphaPulse.LoadTester.Benching;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Running;

namespace AlphaPulse.LoadTester.SelfTesting;

/// <summary>Records launches of this very program, one after the other, as interval logs.</summary>
/// <param name="program">This program.</param>
/// <param name="directory">Where the logs go.</param>
/// <param name="load">Options of each run.</param>
/// <param name="tell">Receives a line of progress.</param>
internal sealed class LaunchRecorder(BenchProgram program, string directory, IReadOnlyList<string> load, Action<string> tell)
{
    /// <exception cref="ChildException">A run left no results.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<RecordedLaunch> Record(int count, CancellationToken cancellation)
    {
        var launches = new List<RecordedLaunch>();
        for (var i = 1; i <= count; i++)
        {
            var log = Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"launch-{i:000}.hlog"));
            LoadTesterRun.Measure(program, [.. load, $"--hlog={log}"], Path.ChangeExtension(log, ".json"), cancellation);
            var faults = new FaultList();
            launches.Add(RecordedLaunch.Read(log, faults) ?? throw new InvalidDataException(faults.All[0].ToString()));
            tell($"launch {i} of {count} recorded");
        }

        return launches;
    }
}
