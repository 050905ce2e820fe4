using AlphaPulse.LoadTester.Noise;
using AlphaPulse.LoadTester.Options;

namespace AlphaPulse.LoadTester.Commands;

/// <summary>Every command that has a name, in the order in which the help lists them.</summary>
internal static class Verbs
{
    public static readonly IReadOnlyList<Verb> All =
    [
        Verb.Of<ReplayOptions>("replay", "[OPTIONS] FILE…", "send captures through rings and books", HelpTexts.Replay, ReplayCommand.Run, OptionTable.Of<LoadTestOptions>(), "the load test"),
        Verb.Of<SuiteOptions>("suite", "quick|full|all", "run named scenarios: is the system ready", HelpTexts.Suite, SuiteCommand.Run),
        Verb.Of<CheckOptions>("check", "RESULTS.json", "judge a results file", HelpTexts.Check, CheckCommand.Run),
        Verb.Of<BaselineOptions>("baseline", "save|list|show", "keep runs that later ones are held against", ComparisonHelp.Baseline, BaselineCommand.Run),
        Verb.Of<CompareOptions>("compare", "A B", "compare two sides' runs: regression or not", ComparisonHelp.Compare, CompareCommand.Run),
        Verb.Of<BenchPairOptions>("bench-pair", "--a DIR --b DIR", "run two programs in interleaved pairs and compare", ComparisonHelp.BenchPair, BenchPairCommand.Run),
        Verb.Of<ReportOptions>("report", "RESULTS.json…", "make reports of stored results", HelpTexts.ReportOn, ReportCommand.Run),
        Verb.Of<TopOptions>("top", "[OPTIONS] [RUN]", "show running feeds live", HelpTexts.Top, TopCommand.Run),
        Verb.Of<DoctorOptions>("doctor", "[--strict]", "check whether this machine is fit to measure on", HelpTexts.Doctor, DoctorCommand.Run),
        Verb.Of<AnalyzeOptions>("analyze", "FILE", "print the latencies of a log or of results", HelpTexts.Analyze, AnalyzeCommand.Run),
        Verb.Of<EnduranceOptions>("endurance", "DIR", "judge what grows in a run's interval log", HelpTexts.Endurance, EnduranceCommand.Run),
        Verb.Of<FlameOptions>("flame", "FILE…", "make a flame graph of a profiler's samples", HelpTexts.Flame, FlameCommand.Run),
        Verb.Of<TrendOptions>("trend", "HISTORY.jsonl", "show how figures moved over many runs", ComparisonHelp.Trend, TrendCommand.Run),
        Verb.Of<ChaosOptions>("chaos", "[--seed NUM]", "kill, stop and damage parts of a run; does it recover?", HelpTexts.Chaos, ChaosCommand.Run),
        Verb.Of<SelfTestOptions>("selftest", "regression", "show that the regression gate works here", ComparisonHelp.SelfTest, SelfTestCommand.Run),
        Verb.Of<ProfilesOptions>("profiles", "", "list the profiles and their objectives", HelpTexts.Profiles, ProfilesCommand.Run),
    ];

    /// <summary>The load test itself, which is called by no name.</summary>
    public static readonly Verb LoadTest =
        Verb.Of<LoadTestOptions>("", "[OPTIONS]", "run a load test", HelpTexts.LoadTest, LoadTestCommand.Run, OptionTable.Of<ReplayOptions>(), "'loadtester replay'");

    // Started by a run, not by people: no help lists it.
    private static readonly Verb s_control = Verb.Of<ControlOptions>(NoiseMeter.ControlName, "--plan FILE", "measure the machine's own noise for a run", HelpTexts.Control, ControlCommand.Run);

    public static Verb? Find(string name) => All.Append(s_control).FirstOrDefault(verb => verb.Name == name);
}
