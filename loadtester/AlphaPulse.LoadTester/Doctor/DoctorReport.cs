using System.Text.Json;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Doctor;

/// <summary>Whether this machine can be measured on, and why not: schema <c>alphapulse.doctor/1</c>.</summary>
internal sealed record DoctorReport
{
    public const string SchemaName = "alphapulse.doctor/1";

    public string Schema { get; init; } = SchemaName;

    public required DateTime CheckedAt { get; init; }

    /// <summary>No check warns.</summary>
    public bool IsFit => Warnings == 0;

    public int Warnings => Checks.Count(line => line.Level == FindingLevel.Warning);

    public required IReadOnlyList<DoctorLine> Checks { get; init; }

    /// <summary>Asks every check.</summary>
    public static DoctorReport Of(HostView host) => new()
    {
        CheckedAt = DateTime.UtcNow,
        Checks = [.. HostChecks.All.Select(check => Line(check, host))],
    };

    public string ToJson() => JsonSerializer.Serialize(this, ReadableJson.Options);

    private static DoctorLine Line(HostCheck check, HostView host)
    {
        var finding = check.Look(host);
        return new DoctorLine(check.Name, finding.Level, finding.Evidence, finding.Advice);
    }
}
