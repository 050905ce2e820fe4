using System.Diagnostics;
using Xunit;

namespace AlphaPulse.Telemetry.Tests.Reference;

/// <summary>
/// The Java reference of HdrHistogram (Debian: libhdrhistogram-java and a JDK) as one process that answers requests, compiled from
/// HdrPeer.java. Where it is not installed, a test is skipped, and fails under CI=true.
/// </summary>
public sealed class JavaPeer : IDisposable
{
    private const string Jar = "/usr/share/java/hdrhistogram.jar";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _directory = new();
    private Process? _process;

    /// <summary>One request, one answer; both without line ends.</summary>
    internal string Ask(string request)
    {
        _process ??= Start();
        _process.StandardInput.Write(request + "\n");
        _process.StandardInput.Flush();
        using var patience = new CancellationTokenSource(s_patience);
        var answer = _process.StandardOutput.ReadLineAsync(patience.Token).AsTask().GetAwaiter().GetResult();
        Assert.NotNull(answer);
        Assert.False(answer.StartsWith("error", StringComparison.Ordinal), $"{request[..Math.Min(200, request.Length)]}: {answer}");
        return answer;
    }

    /// <summary>Runs the reference's log processor in UTC.</summary>
    internal static void ProcessLog(params string[] arguments) =>
        Run("java", ["-Duser.timezone=UTC", "-cp", Jar, "org.HdrHistogram.HistogramLogProcessor", .. arguments]);

    /// <summary>Skips the test, or fails it under CI=true, where the reference is not installed.</summary>
    internal static void Require()
    {
        string[] missing = [.. new[] { Jar, "/usr/bin/java", "/usr/bin/javac" }.Where(path => !File.Exists(path))];
        if (missing.Length == 0)
            return;
        var text = $"{string.Join(", ", missing)} missing: apt-get install libhdrhistogram-java default-jdk-headless";
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", text);
        Assert.Skip(text);
    }

    public void Dispose()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            if (!_process.WaitForExit(s_patience))
                _process.Kill();
            _process.Dispose();
        }
        _directory.Dispose();
    }

    private Process Start()
    {
        Run("javac", ["-encoding", "UTF-8", "-cp", Jar, "-d", _directory.Path, Path.Combine(AppContext.BaseDirectory, "Reference", "HdrPeer.java")]);
        return Process.Start(new ProcessStartInfo("java", ["-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", $"{Jar}:{_directory.Path}", "HdrPeer"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    private static void Run(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {error.GetAwaiter().GetResult()}");
    }
}
