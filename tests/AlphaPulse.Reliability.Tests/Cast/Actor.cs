using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using AlphaPulse.RingBuffer.Waiting;
using AlphaPulse.SteppedPeer.Shared;

namespace AlphaPulse.Reliability.Tests.Cast;

/// <summary>A peer process as its controller sees it. Thread-safe for one user at a time.</summary>
internal sealed partial class Actor : IDisposable
{
    private const int Kill = 9;
    private const int Continue = 18;
    private const int Stop = 19;
    private const int IdIsProcess = 1;
    private const int WaitExited = 4;
    private const int WaitButDoNotReap = 0x0100_0000;
    private const int SignalInformationBytes = 128;

    private readonly Process _process;
    private readonly Board _board;
    private readonly BlockingCollection<string> _lines = [];

    internal Actor(string boardPath, Board board, int slot, string scratch)
    {
        _board = board;
        Slot = slot;
        board[slot] = default;
        var start = new ProcessStartInfo(DotNet, [System.IO.Path.Combine(AppContext.BaseDirectory, "steppedpeer.dll"), boardPath, $"{slot}", scratch])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_TieredPGO"] = "0";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, e) => Receive(e.Data);
        _process.BeginOutputReadLine();
    }

    internal int Slot { get; }

    internal int Id => _process.Id;

    internal ref BoardSlot Board => ref _board[Slot];

    internal PeerState Role => (PeerState)Volatile.Read(ref Board.State);

    internal long Position => Volatile.Read(ref Board.Position);

    internal bool IsDead { get; private set; }

    internal bool IsPaused { get; private set; }

    internal bool IsPlaying { get; private set; }

    internal void AwaitReady()
    {
        var line = _lines.TryTake(out var got, Patience.Limit) ? got : "nothing";
        Patience.Require(line == "ready", $"a peer that starts says '{line}'");
    }

    /// <summary>Gives the process a role, to be stopped at a step of it unless the code is 0.</summary>
    internal void Play(string role, int stopAt = 0, int reach = 1)
    {
        var mark = Board.Mark;
        Board = new BoardSlot { Mark = mark, AnsweredMark = mark, Index = -1, Slowest = -1, State = (int)PeerState.Entering };
        if (stopAt != 0)
            Arm(stopAt, reach);
        IsPlaying = true;
        _process.StandardInput.WriteLine(role);
    }

    internal void Arm(int stopAt, int reach = 1)
    {
        Board.ArmedCount = reach;
        Volatile.Write(ref Board.Armed, stopAt);
    }

    internal void AwaitStopped(int code)
    {
        Patience.Until(() => Volatile.Read(ref Board.StoppedAt) == code && State() == 'T', () => $"stopped at {StepCode.NameOf(code)}{Complaint()}");
        IsPaused = true;
    }

    internal void Disarm() => Volatile.Write(ref Board.Armed, 0);

    /// <summary>True once for each time that it has stopped itself at an armed step.</summary>
    internal bool NoticeStop()
    {
        if (IsPaused || IsDead || Volatile.Read(ref Board.StoppedAt) == 0 || State() != 'T')
            return false;
        Board.StoppedAt = 0;
        return IsPaused = true;
    }

    internal void Pause()
    {
        Signal(Stop);
        Patience.Until(() => State() == 'T', () => "stopped by a signal");
        IsPaused = true;
    }

    internal void Resume()
    {
        IsPaused = false;
        Signal(Continue);
    }

    /// <summary>Kills it. When the signal was sent, and when the kernel was done with the process: it then has let go of all that it held.</summary>
    internal (long SentNs, long DeadNs) KillAndReap()
    {
        IsDead = true;
        var sentNs = AbsoluteSleep.NowNs();
        Signal(Kill);

        // Asked directly: the runtime's own notice of it comes later. It may have been faster all the same, which is an error here and as good.
        _ = WaitForState(IdIsProcess, _process.Id, new byte[SignalInformationBytes], WaitExited | WaitButDoNotReap);
        var deadNs = AbsoluteSleep.NowNs();
        _process.WaitForExit();
        return (sentNs, deadNs);
    }

    internal void Finish(int how) => Volatile.Write(ref Board.Finish, how);

    /// <summary>Lets it end its role, and waits until it has stopped itself at a step of that.</summary>
    internal void StopWhileFinishing(int code)
    {
        Arm(code);
        Finish(1);
        AwaitStopped(code);
    }

    /// <summary>Waits for the end of the role. Returns the first broken promise that the process saw, or nothing.</summary>
    internal string AwaitDone(string who)
    {
        if (!IsPlaying)
            return "";
        var line = _lines.TryTake(out var got, Patience.Limit) ? got : null;
        Patience.Require(line is not null, $"the {who} does not end its role ({Role} at {Position})");
        IsPlaying = false;
        return line!["done ".Length..];
    }

    internal void Mark() => Volatile.Write(ref Board.Mark, Board.Mark + 1);

    internal bool HasAnswered => Volatile.Read(ref Board.AnsweredMark) == Board.Mark;

    /// <summary>State letter of /proc: T is stopped by a signal.</summary>
    internal char State()
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{_process.Id}/stat");
            return stat[stat.LastIndexOf(')') + 2];
        }
        catch (IOException)
        {
            return 'X';
        }
    }

    /// <summary>Mappings and open files below a directory.</summary>
    internal int Holds(string directory) =>
        File.ReadLines($"/proc/{Id}/maps").Count(line => line.Contains(directory, StringComparison.Ordinal))
        + Directory.EnumerateFiles($"/proc/{Id}/fd").Count(file => TargetOf(file).Contains(directory, StringComparison.Ordinal));

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        IsDead = true;
        _process.Dispose();
        _lines.Dispose();
    }

    private static string DotNet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private string Complaint() => _lines.TryTake(out var line) ? $" (it says '{line}')" : "";

    private void Signal(int signal) => Patience.Require(SendSignal(_process.Id, signal) == 0, $"signal {signal} cannot be sent");

    private void Receive(string? line)
    {
        if (line is not null)
            _lines.Add(line);
    }

    [LibraryImport("libc", EntryPoint = "waitid")]
    private static partial int WaitForState(int idType, int id, [Out] byte[] information, int options);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);

    private static string TargetOf(string openFile)
    {
        try
        {
            return File.ResolveLinkTarget(openFile, false)?.FullName ?? "";
        }
        catch (IOException)
        {
            // Closed since it was listed.
            return "";
        }
    }
}
