using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace AlphaPulse.LoadTester.Tests.RealRuns;

/// <summary>The load tester as its users start it, with the two programs that it starts, in a ring directory of its own.</summary>
internal sealed class LoadTesterProcess : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;

    public LoadTesterProcess(RingBase rings, params string[] arguments)
    {
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        var start = new ProcessStartInfo(dotnet, ["exec", Path.Combine(AppContext.BaseDirectory, "loadtester.dll"), .. arguments, "--dir", rings.Path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
    }

    public int Pid => _process.Id;

    /// <summary>Waits until the load is on: the first line of progress.</summary>
    public void AwaitLoad()
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith("00:", StringComparison.Ordinal))
                return;
        }

        Assert.Fail($"the run ended before it began: {_process.StandardError.ReadToEnd()}");
    }

    /// <summary>Process ids of the programs that it started, by name.</summary>
    public Dictionary<string, int> Children()
    {
        var children = new Dictionary<string, int>();
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), out var pid) && ParentAndName(pid) is var (parent, name) && parent == Pid)
                children[name] = pid;
        }

        return children;
    }

    public static void Signal(int pid, string signal)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {pid}"]);
        kill.WaitForExit();
    }

    public CommandRun End()
    {
        var error = _process.StandardError.ReadToEndAsync();
        var output = _process.StandardOutput.ReadToEnd();
        Assert.True(_process.WaitForExit(s_patience), "the load tester did not end");
        return new CommandRun(_process.ExitCode, output, error.Result);
    }

    /// <summary>Waits until a process is gone; its name tells it from another that got the same id.</summary>
    public static void AwaitEnd(int pid, string name)
    {
        var started = Stopwatch.GetTimestamp();
        while (ParentAndName(pid) is var (_, found) && found == name)
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < s_patience, $"{name} ({pid}) is still there");
            Thread.Yield();
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    // A zombie has ended; only its parent has not asked yet.
    private static (int Parent, string Name)? ParentAndName(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var (open, close) = (stat.IndexOf('('), stat.LastIndexOf(')'));
            var fields = stat[(close + 2)..].Split(' ');
            return fields[0] == "Z" ? null : (int.Parse(fields[1], CultureInfo.InvariantCulture), stat[(open + 1)..close]);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
