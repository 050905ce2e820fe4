namespace AlphaPulse.LoadTester.Doctor;

/// <summary>A process that uses the processor.</summary>
internal sealed record BusyProcess(string Name, int Pid, double PercentOfCore);
