using System.Diagnostics;
using System.Globalization;
using AlphaPulse.RingBuffer.Fuzz;

// Fuzzes the ring against files and words that are damaged or forged. Ends with 0 if every promise held, with 1 and the bytes of
// the case if one was broken, with 2 for wrong options.
long cases = 1_000_000;
int? seconds = null;
var seed = Random.Shared.Next();
var corpusDirectory = Path.Combine(AppContext.BaseDirectory, "Corpus");
var targets = Targets.Names;
for (var i = 0; i < args.Length; i += 2)
{
    var value = i + 1 < args.Length ? args[i + 1] : "";
    var isKnown = args[i] switch
    {
        "--cases" => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out cases),
        "--seconds" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && (seconds = most) > 0,
        "--seed" => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out seed),
        "--corpus" => Directory.Exists(corpusDirectory = value),
        "--target" => Array.IndexOf(targets, value) >= 0 && (targets = [value]).Length > 0,
        _ => false,
    };
    if (!isKnown)
    {
        Console.Error.WriteLine($"usage: AlphaPulse.RingBuffer.Fuzz [--cases N a target] [--seconds S a target at most] [--seed S] [--corpus DIRECTORY that exists] [--target {string.Join('|', Targets.Names)}]");
        return 2;
    }
}

foreach (var name in targets)
{
    using var target = Targets.Create(name);
    var corpus = new Corpus(corpusDirectory, name);
    var fuzzer = new Fuzzer(target, corpus, seed);
    long kept = 0;
    var started = Stopwatch.GetTimestamp();
    try
    {
        fuzzer.Replay();
        kept = fuzzer.Done;
        fuzzer.Run(cases, seconds is { } most ? TimeSpan.FromSeconds(most) : null, done => Console.WriteLine($"{name}: {done:N0} cases, {fuzzer.Seeds} seeds, {corpus.Cases.Count} outcomes, {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s"));
    }
    catch (FuzzFailureException e)
    {
        Console.Error.WriteLine(e.Message);
        Console.Error.WriteLine(e.InnerException?.StackTrace);
        return 1;
    }

    corpus.Save();
    Console.WriteLine($"{name}: {fuzzer.Done - kept:N0} new cases with seed {seed}, {kept} kept ones, {corpus.Cases.Count} outcomes, nothing broken, {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s");
}

return 0;
