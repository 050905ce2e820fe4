using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using AlphaPulse.RingTool.Commands;

namespace AlphaPulse.RingTool.Verifying;

/// <summary>The process that writes a soak's ring. Ended when this is disposed, whatever happens.</summary>
internal sealed class SoakWriterProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private SoakWriterProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    /// <exception cref="InvalidDataException">It ended before the ring was there.</exception>
    public static SoakWriterProcess Start(SoakSettings settings, CancellationToken stop)
    {
        // The runtime that runs this program, so that it does not matter how that was started: <root>/shared/Microsoft.NETCore.App/<version>/.
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var info = new ProcessStartInfo(Path.Combine(root, "dotnet"))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])
            [
                "exec", typeof(SoakWriterProcess).Assembly.Location, "soak-writer", settings.Ring, settings.RecordBytes.ToString(CultureInfo.InvariantCulture),
                settings.Capacity.ToString(CultureInfo.InvariantCulture), settings.Seconds.ToString("R", CultureInfo.InvariantCulture), settings.Fault.ToString(),
            ])
        {
            info.ArgumentList.Add(argument);
        }

        var writer = new SoakWriterProcess(Process.Start(info)!);
        try
        {
            if (writer.ReadLine(stop) != SoakWriterCommand.Ready)
                throw writer.Failed();
            return writer;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    public void Go() => _process.StandardInput.WriteLine(SoakWriterCommand.Go);

    /// <exception cref="InvalidDataException">It ended without a word.</exception>
    public Written WaitForEnd(CancellationToken stop) => Written.Parse(ReadLine(stop) ?? "") ?? throw Failed();

    public void Dispose()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }

        _process.WaitForExit();
        _process.Dispose();
    }

    private string? ReadLine(CancellationToken stop) => _process.StandardOutput.ReadLineAsync(stop).AsTask().GetAwaiter().GetResult();

    private InvalidDataException Failed()
    {
        _process.WaitForExit();
        return new InvalidDataException($"the writer's process ended with {_process.ExitCode}: {_errors.GetAwaiter().GetResult().Trim()}");
    }
}
