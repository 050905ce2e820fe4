namespace AlphaPulse.LoadTester.Doctor;

/// <summary>One check's answer, as the file has it.</summary>
internal sealed record DoctorLine(string Check, FindingLevel Level, string Evidence, string? Advice);
