using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AlphaPulse.RingBuffer.Tests.Processes;

/// <summary>A second process, driven by lines. Killed at the end of the test whatever happens.</summary>
internal sealed partial class Peer : IDisposable
{
    internal const int Kill = 9;
    internal const int Continue = 18;
    internal const int Stop = 19;

    // Far beyond what a line takes on a machine that is busy with other things; only a hang reaches it.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly BlockingCollection<string> _lines = [];

    private Peer(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment["DOTNET_TieredPGO"] = "0";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, e) => Receive(e.Data);
        _process.ErrorDataReceived += (_, e) => Errors += e.Data;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    internal int Id => _process.Id;

    internal string Errors { get; private set; } = "";

    internal static Peer Start(params string[] arguments) => new(new ProcessStartInfo(DotNet, [Program, .. arguments]));

    /// <summary>With another umask than the test's own.</summary>
    internal static Peer StartWithMask(string mask, params string[] arguments) =>
        new(new ProcessStartInfo("/bin/sh", ["-c", $"umask {mask}; exec \"$0\" \"$@\"", DotNet, Program, .. arguments]));

    internal void Say(string word) => _process.StandardInput.WriteLine(word);

    internal void EndInput() => _process.StandardInput.Close();

    /// <summary>The next line, split into words.</summary>
    internal string[] Expect(string firstWord)
    {
        var got = _lines.TryTake(out var line, s_patience) ? line : "nothing";
        var words = got.Split(' ');
        Assert.True(words[0] == firstWord, $"expected '{firstWord}', got '{got}' {Errors}");
        return words;
    }

    internal long[] ExpectNumbers(string firstWord) => [.. Expect(firstWord)[1..].Select(long.Parse)];

    internal string ReadLine() => _lines.TryTake(out var line, s_patience) ? line : "";

    internal void Signal(int signal) => Assert.Equal(0, SendSignal(_process.Id, signal));

    /// <summary>Kills it and waits until the kernel has let go of everything it held.</summary>
    internal void KillAndWait()
    {
        Signal(Kill);
        _process.WaitForExit();
    }

    internal int WaitForExit()
    {
        Assert.True(_process.WaitForExit(s_patience), "the peer does not end");
        return _process.ExitCode;
    }

    /// <summary>State letter of /proc: T is stopped by a signal.</summary>
    internal char State()
    {
        var stat = File.ReadAllText($"/proc/{_process.Id}/stat");
        return stat[stat.LastIndexOf(')') + 2];
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        _lines.Dispose();
    }

    private static string DotNet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static string Program => Path.Combine(AppContext.BaseDirectory, "peerprocess.dll");

    private void Receive(string? line)
    {
        if (line is not null)
            _lines.Add(line);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
