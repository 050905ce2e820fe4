namespace AlphaPulse.LoadTester.Watching;

/// <summary>One reader over all rings of a run: a stage of the pipeline, or whoever else reads them without loss.</summary>
/// <param name="Name">As it calls itself.</param>
/// <param name="EventsPerSecond">Released within the interval.</param>
/// <param name="Behind">Events that are published and not released, all rings together.</param>
/// <param name="WorstVenue">Where it is furthest behind.</param>
/// <param name="WorstBehind">How far.</param>
internal sealed record StageView(string Name, double EventsPerSecond, long Behind, string WorstVenue, long WorstBehind);
