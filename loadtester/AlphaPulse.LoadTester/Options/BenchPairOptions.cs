using CommandLine;

namespace AlphaPulse.LoadTester.Options;

/// <summary>The options of <c>loadtester bench-pair</c> exactly as typed: its own, and those of the load test that say what is measured.</summary>
internal sealed class BenchPairOptions : LoadTestOptions
{
    [Option('a', "program-a", MetaValue = "DIR", HelpText = "Directory of the program that is known: a built load tester with its two programs, or a clone in which they are built")]
    public string? A { get; set; }

    [Option('b', "program-b", MetaValue = "DIR", HelpText = "Directory of the program that is judged")]
    public string? B { get; set; }

    [Option("pairs", MetaValue = "NUM", HelpText = "Pairs of runs [default: 10]")]
    public string? Pairs { get; set; }

    [Option("aa", MetaValue = "NUM", HelpText = "Pairs of A with itself besides, for the noise; 0 = take it from A's own runs [default: 0]")]
    public string? SelfPairs { get; set; }

    [Option("max-reruns", MetaValue = "NUM", HelpText = "Pairs that may be repeated because of noise [default: half of the pairs]")]
    public string? MaxReruns { get; set; }

    [Option("order-seed", MetaValue = "NUM", HelpText = "Seed of the order in which the pairs and their sides run [default: 1]")]
    public string? OrderSeed { get; set; }

    [Option("out", MetaValue = "DIR", HelpText = "Where all results files go; must not exist or be empty [default: bench-pair-TIME]")]
    public string? Out { get; set; }

    [Option("gate", MetaValue = "METRICS", HelpText = "As in 'loadtester compare'")]
    public string? Gate { get; set; }

    [Option("delta", MetaValue = "PERCENT", HelpText = "As in 'loadtester compare' [default: 5%]")]
    public string? Delta { get; set; }
}
