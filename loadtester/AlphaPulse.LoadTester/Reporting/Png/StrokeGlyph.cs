namespace AlphaPulse.LoadTester.Reporting.Png;

/// <summary>One character as strokes; y grows upwards from the baseline.</summary>
internal sealed record StrokeGlyph(int Width, (int X, int Y)[][] Strokes);
