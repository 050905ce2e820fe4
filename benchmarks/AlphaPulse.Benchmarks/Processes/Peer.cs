using System.Diagnostics;
using System.Text.Json;

namespace AlphaPulse.Benchmarks.Processes;

/// <summary>The other process, seen from this one. It ends when its standard input ends, however this process went.</summary>
internal sealed class Peer : IDisposable
{
    // It ends by itself at the end of its input; a process that is stopped does not.
    private static readonly TimeSpan s_endTimeout = TimeSpan.FromSeconds(2);

    private readonly Process _process;

    internal Peer(PeerSetup setup)
    {
        var start = StartInfo(PeerProgram.Verb, JsonSerializer.Serialize(setup));
        _process = Process.Start(start) ?? throw new IOException("The second process cannot be started.");
    }

    /// <summary>How this program is started once more, talking through its standard streams.</summary>
    internal static ProcessStartInfo StartInfo(string verb, string setup)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };

        // Started by `dotnet benchmarks.dll`, the process is the host and wants the program's name again.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(Peer).Assembly.Location);
        start.ArgumentList.Add(verb);
        start.ArgumentList.Add(setup);
        return start;
    }

    /// <summary>Sends a request and returns once the other process receives.</summary>
    internal void Begin(PeerRequest request)
    {
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(request));
        _process.StandardInput.Flush();
        _ = Reply();
    }

    /// <summary>What the request gave.</summary>
    internal PeerReply End() => Reply();

    /// <summary>Ends the process.</summary>
    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(s_endTimeout))
            _process.Kill();
        _process.Dispose();
    }

    private PeerReply Reply()
    {
        var line = _process.StandardOutput.ReadLine() ?? throw new IOException("The second process has died.");
        var reply = JsonSerializer.Deserialize<PeerReply>(line) ?? throw new IOException($"The second process said '{line}'.");
        return reply.Error is null ? reply : throw new IOException($"The second process failed: {reply.Error}");
    }
}
