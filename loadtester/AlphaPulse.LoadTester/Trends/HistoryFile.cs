using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AlphaPulse.LoadTester.Comparing;
using AlphaPulse.LoadTester.Options;

namespace AlphaPulse.LoadTester.Trends;

/// <summary>
/// A file with a line of JSON a run, schema <c>alphapulse.history/1</c>: when, which commit, on what machine, under which load, and the flat
/// <c>ci</c> section of the results. Appended with one write a line; a line that a killed writer cut is passed over.
/// </summary>
internal static class HistoryFile
{
    public const string SchemaName = "alphapulse.history/1";

    // A line is half a kilobyte: that is a run every five minutes for five years.
    private const int MaxBytes = 256 << 20;
    private const int FingerprintDigits = 12;

    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Nor will it here.</exception>
    public static void Append(string path, RunSample run)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                Schema = SchemaName,
                At = run.StartedAt,
                run.Commit,
                Fingerprint = Fingerprint(run.Machine),
                Machine = $"{run.Machine.CpuModel}, {run.Machine.Cores} cores, {run.Machine.Kernel}, {run.Machine.Runtime}",
                Load = run.Load.ToString(),
                LoadFingerprint = Fingerprint(string.Join(';', run.Load.Fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}"))),
                run.Status,
                Ci = run.Flat,
            },
            s_options);

        // What a killed writer left without its end must not swallow this line too.
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        var isCut = file.Length > 0 && file.Seek(-1, SeekOrigin.End) >= 0 && file.ReadByte() != '\n';
        file.Seek(0, SeekOrigin.End);
        file.Write([.. isCut ? "\n"u8 : default, .. line, (byte)'\n']);
    }

    /// <summary>Its rows in the order of time, and how many lines are none; null after a fault.</summary>
    public static (IReadOnlyList<HistoryRow> Rows, int PassedOver)? Read(string path, FaultList faults)
    {
        if (InputFile.Read(path, MaxBytes, faults) is not { } text)
            return null;
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        HistoryRow[] rows = [.. lines.Select(HistoryRow.Read).OfType<HistoryRow>().OrderBy(row => row.At)];
        if (rows.Length == 0)
            faults.Add(path, $"has no row of schema {SchemaName}");
        return rows.Length == 0 ? null : (rows, lines.Length - rows.Length);
    }

    private static string Fingerprint(Machine machine) => Fingerprint($"{machine.CpuModel};{machine.Cores};{machine.Kernel};{machine.Governor};{machine.Runtime}");

    private static string Fingerprint(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..FingerprintDigits];
}
