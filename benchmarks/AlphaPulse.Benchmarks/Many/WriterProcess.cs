using System.Diagnostics;
using System.Globalization;

namespace AlphaPulse.Benchmarks.Many;

/// <summary>A writer process seen from this one. It ends when its standard input ends, however this process went.</summary>
internal sealed class WriterProcess : IDisposable
{
    private readonly Process _process;

    internal WriterProcess(string kind, string ring, int number, int core, int batch, long durationNs)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };

        // Started by `dotnet benchmarks.dll`, the process is the host and wants the program's name again.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(WriterProcess).Assembly.Location);
        string[] arguments = [WriterProgram.Verb, kind, ring, .. new[] { number, core, batch, durationNs }.Select(n => n.ToString(CultureInfo.InvariantCulture))];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        _process = Process.Start(start) ?? throw new IOException("A writer process cannot be started.");
    }

    internal void WaitUntilReady() => _ = Line();

    internal void Go() => _process.StandardInput.WriteLine("go");

    /// <summary>How many records it has written.</summary>
    internal long Written() => long.Parse(Line(), CultureInfo.InvariantCulture);

    internal void Kill() => _process.Kill();

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5)))
            _process.Kill();
        _process.Dispose();
    }

    private string Line() => _process.StandardOutput.ReadLine() ?? throw new IOException("A writer process has died.");
}
