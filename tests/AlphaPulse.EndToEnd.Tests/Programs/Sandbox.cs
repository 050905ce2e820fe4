using System.Diagnostics;
using System.Globalization;
using System.Text;
using AlphaPulse.EndToEnd.Tests.Repository;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>
/// A place for one test: a ring directory and a folder of its own, and a mark in the environment of everything that is started in
/// it, by which also grandchildren are found. All of that is gone when it is disposed.
/// </summary>
internal sealed class Sandbox : IDisposable
{
    private const string MarkName = "ALPHAPULSE_TEST_SANDBOX";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly string _id = Guid.NewGuid().ToString("N");
    private readonly List<StartedProgram> _started = [];

    public Sandbox()
    {
        Rings = Directory.CreateDirectory($"/dev/shm/alphapulse-test-{_id}").FullName;
        Files = Directory.CreateTempSubdirectory("alphapulse-test-").FullName;
    }

    /// <summary>Variables of the environment of everything that is started from now on.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>Ring directory, on tmpfs.</summary>
    public string Rings { get; }

    /// <summary>Everything else, and the working directory of the programs.</summary>
    public string Files { get; }

    public string File(string name) => Path.Combine(Files, name);

    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    /// <summary>Starts a load test or another command of a program, below this sandbox's ring directory unless told otherwise.</summary>
    public StartedProgram Start(string program, params IEnumerable<string> arguments) => Start(program, hasInput: false, arguments);

    public StartedProgram StartWithInput(string program, params IEnumerable<string> arguments) => Start(program, hasInput: true, arguments);

    public CommandResult Run(string program, params IEnumerable<string> arguments) => Start(program, arguments).WaitForEnd();

    public StartedProgram StartFile(string program, params IEnumerable<string> arguments) => Launch([program, .. arguments], hasInput: false);

    public CommandResult RunFile(string program, params IEnumerable<string> arguments) => StartFile(program, arguments).WaitForEnd();

    /// <summary>Waits until a run below the ring directory has sent events and its pipeline has applied some.</summary>
    public void WaitUntilRunning(StartedProgram program) =>
        Eventually(() => program.HasExited || Directory.GetDirectories(Rings).Any(run => Total(run, "feedsim") > 0 && Total(run, "feedengine") > 0), "the run is under way", program);

    public void WaitUntilSending(StartedProgram program) =>
        Eventually(() => program.HasExited || Directory.GetDirectories(Rings).Any(run => Total(run, "feedsim") > 0), "events are sent", program);

    public int PidOf(string program) => Assert.Single(Processes(), process => process.Name == program).Pid;

    /// <summary>Everything that was started in this sandbox, by anybody, and lives.</summary>
    public IReadOnlyList<(int Pid, string Name)> Processes()
    {
        var mark = Encoding.UTF8.GetBytes($"{MarkName}={_id}");
        var found = new List<(int, string)>();
        foreach (var directory in Directory.GetDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var pid))
                continue;
            try
            {
                if (System.IO.File.ReadAllBytes(Path.Combine(directory, "environ")).AsSpan().IndexOf(mark) >= 0)
                    found.Add((pid, NameOf(System.IO.File.ReadAllText(Path.Combine(directory, "cmdline")))));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It ended meanwhile, or it is another user's.
            }
        }

        return found;
    }

    /// <summary>No process lives any more, and the ring directory is empty.</summary>
    public void ExpectNothingLeft(object context)
    {
        Eventually(() => Processes().Count == 0, "every process has ended", context);
        var left = Directory.GetFileSystemEntries(Rings);
        Assert.True(left.Length == 0, $"left behind: {string.Join(' ', left)}\n{context}");
    }

    /// <summary>Waits for what another process does.</summary>
    public void Eventually(Func<bool> condition, string what, object context) =>
        Assert.True(SpinWait.SpinUntil(condition, s_patience), $"still not: {what}; running: {string.Join(", ", Processes())}\n{context}");

    public void Dispose()
    {
        foreach (var (pid, _) in Processes())
            _ = StartedProgram.SendSignal(pid, UnixSignal.Kill);
        _started.ForEach(program => program.Dispose());
        _ = SpinWait.SpinUntil(() => Processes().Count == 0, s_patience);
        Directory.Delete(Rings, recursive: true);
        Directory.Delete(Files, recursive: true);
    }

    private StartedProgram Start(string program, bool hasInput, IEnumerable<string> arguments) =>
        Launch(["dotnet", BuiltPrograms.PathOf(program), .. arguments], hasInput);

    // A shell in the background makes SIGINT ignored, which children inherit; env gives it back. setsid makes the group.
    private StartedProgram Launch(IEnumerable<string> commandLine, bool hasInput)
    {
        var start = new ProcessStartInfo("env", ["--default-signal=INT,QUIT", "setsid", .. commandLine]) { WorkingDirectory = Files };
        start.Environment[MarkName] = _id;
        start.Environment["NO_COLOR"] = "1";
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        var program = new StartedProgram(start, hasInput);
        _started.Add(program);
        return program;
    }

    // The load tester starts itself a second time, to measure the machine alone.
    private static string NameOf(string commandLine)
    {
        var words = commandLine.Split('\0').Take(4).Select(Path.GetFileNameWithoutExtension).ToArray();
        var program = words.FirstOrDefault(name => name is "loadtester" or "feedsim" or "feedengine") ?? commandLine.Split('\0')[0];
        return program == "loadtester" && words.Contains("control") ? "control" : program;
    }

    private static long Total(string run, string program)
    {
        try
        {
            using var telemetry = TelemetryFile.OpenRead(Path.Combine(run, "telemetry", program));
            return telemetry.SumCounters("total.events");
        }
        catch (RingException)
        {
            return 0; // not there yet, or not whole yet
        }
    }
}
