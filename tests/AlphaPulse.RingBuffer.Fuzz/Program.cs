using System.Diagnostics;
using System.Globalization;
using AlphaPulse.RingBuffer.Fuzz;

// Fuzzes the ring against files and words that are damaged or forged. Ends with 0 if every promise held, with 1 and the bytes of
// the case if one was broken, with 2 for wrong options.
long cases = 1_000_000;
var seed = Random.Shared.Next();
var corpusDirectory = Path.Combine(AppContext.BaseDirectory, "Corpus");
string[] targets = ["file", "words"];
for (var i = 0; i < args.Length; i += 2)
{
    var value = i + 1 < args.Length ? args[i + 1] : "";
    var isKnown = args[i] switch
    {
        "--cases" => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out cases),
        "--seed" => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out seed),
        "--corpus" => Directory.Exists(corpusDirectory = value),
        "--target" => Array.IndexOf(targets, value) >= 0 && (targets = [value]).Length > 0,
        _ => false,
    };
    if (!isKnown)
    {
        Console.Error.WriteLine("usage: AlphaPulse.RingBuffer.Fuzz [--cases N a target] [--seed S] [--corpus DIRECTORY that exists] [--target file|words]");
        return 2;
    }
}

foreach (var name in targets)
{
    using ITarget target = name == "file" ? new FileTarget(new RingImage()) : new WordsTarget();
    var corpus = new Corpus(corpusDirectory, name);
    var fuzzer = new Fuzzer(target, corpus, seed);
    var started = Stopwatch.GetTimestamp();
    try
    {
        fuzzer.Replay();
        fuzzer.Run(cases, done => Console.WriteLine($"{name}: {done:N0} cases, {fuzzer.Seeds} seeds, {corpus.Cases.Count} outcomes, {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s"));
    }
    catch (FuzzFailureException e)
    {
        Console.Error.WriteLine(e.Message);
        Console.Error.WriteLine(e.InnerException?.StackTrace);
        return 1;
    }

    corpus.Save();
    Console.WriteLine($"{name}: {fuzzer.Done:N0} cases with seed {seed}, {corpus.Cases.Count} outcomes, nothing broken, {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s");
}

return 0;
