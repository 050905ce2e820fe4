namespace AlphaPulse.LoadTester.Endurance;

/// <summary>A log directory cannot be used: not one, damaged, in use. The message is one sentence without the directory.</summary>
internal sealed class LogException(string message) : Exception(message);
