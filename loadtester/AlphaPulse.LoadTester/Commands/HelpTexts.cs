using AlphaPulse.LoadTester.Options;

namespace AlphaPulse.LoadTester.Commands;

/// <summary>The help of each command.</summary>
internal static class HelpTexts
{
    public static string LoadTest(int width) => new HelpScreen(width)
        .Line("AlphaPulse load tester: simulated exchanges write market data into shared-memory rings, a pipeline reads it, and this program measures both.")
        .Line()
        .Line("Usage:")
        .Items([Verbs.LoadTest, .. Verbs.All], verb => $"loadtester {verb.Usage}", verb => verb.Summary, 38)
        .Options(OptionTable.Of<LoadTestOptions>(), "Options", "exchanges", "trades-per-second", "orderbook-updates-per-second", "duration-secs", "symbol-count", "verbose", "json-output", "help")
        .Options(OptionTable.Of<LoadTestOptions>(), "Profiles", "profile", "profile-file")
        .Options(OptionTable.Of<LoadTestOptions>(), "Search for the limit", "step-secs", "start-rate", "max-rate", "step-runs", "search-secs")
        .Options(OptionTable.Of<LoadTestOptions>(), "Shape of the load", "pattern", "arrival", "warmup-secs", "seed")
        .Options(OptionTable.Of<LoadTestOptions>(), "Rings and pipeline", "ring-capacity", "wait", "threads", "dir", "attach")
        .Options(OptionTable.Of<LoadTestOptions>(), "Noise and outliers", "outlier-threshold", "outliers", "hiccups", "noise-budget")
        .Options(OptionTable.Of<LoadTestOptions>(), "Reports", "html", "hlog", "markdown", "csv", "junit")
        .Options(OptionTable.Of<LoadTestOptions>(), "Endurance", "log-dir", "log-segment-mb", "resume")
        .Options(OptionTable.Of<LoadTestOptions>(), "Display", "quiet", "no-color")
        .Line()
        .Line("Rates may be written 10000, 10k or 1.5m. Latencies are in nanoseconds, MB = 1,000,000 bytes.")
        .Line()
        .Line("Exit codes: 0 passed (or partial: shorter or smaller than its profile, objectives met), 1 internal error, 2 bad usage, 10 objective missed, 11 a regression is confirmed (check --baseline, compare, bench-pair), 12 invalid run, 13 not enough data to decide, 130 interrupted.")
        .ToString();

    public static string Replay(int width) => new HelpScreen(width)
        .Line("Sends real captures through rings, guard and books, and compares the books with the capture's own oracle.")
        .Line()
        .Line("Usage: loadtester replay --format FORMAT [OPTIONS] FILE…")
        .Line()
        .Line("Several files in order are one stream; gzip is read directly.")
        .Options(OptionTable.Of<ReplayOptions>(), "Options", "format", "oracle", "speed", "on-error", "verbose", "json-output", "help")
        .Options(OptionTable.Of<ReplayOptions>(), "Rings and pipeline", "ring-capacity", "wait", "threads", "dir")
        .Options(OptionTable.Of<ReplayOptions>(), "Noise and outliers", "outlier-threshold", "outliers", "hiccups", "noise-budget")
        .Options(OptionTable.Of<ReplayOptions>(), "Reports", "html", "hlog", "markdown", "csv", "junit")
        .Options(OptionTable.Of<ReplayOptions>(), "Display", "quiet", "no-color")
        .Line()
        .Line("Exit codes: 0 passed, 1 internal error, 2 bad usage or captures, 10 objective missed, 12 invalid run, 13 not enough data to decide, 130 interrupted.")
        .ToString();

    public static string Suite(int width) => new HelpScreen(width)
        .Line("Runs named scenarios on the real programs, a record each, and tells whether the system is ready. 'all' is quick, and full only if all of quick passed.")
        .Line()
        .Line("Usage: loadtester suite quick|full|all [OPTIONS]")
        .Options(OptionTable.Of<SuiteOptions>(), "Options", "list", "only", "duration-secs", "capture", "targets", "memory-limit-mb", "timeout-secs", "scenario-timeout-secs", "json-output", "results-dir", "dir", "no-color", "help")
        .Line()
        .Line("SYSTEM READY: at least 80 % of the scenarios passed with a mean score of at least 70, all below the memory limit, and at least 50,000 records a second over all. The exit code is stricter.")
        .Line()
        .Line("Exit codes: 0 ready, and every scenario passed, 1 a file could not be written, 2 bad usage, 10 a scenario failed or the system is not ready, 12 a scenario's run is invalid, 13 not enough data to decide, 130 interrupted.")
        .ToString();

    public static string Check(int width) => new HelpScreen(width)
        .Line("Judges a results file: one line a metric with its value, limit and margin. A missing value is a failure; an invalid or interrupted run never passes.")
        .Line()
        .Line("Usage: loadtester check RESULTS.json [--targets FILE] [--baseline NAME]")
        .Options(OptionTable.Of<CheckOptions>(), "Options", "targets", "baseline", "dir", "history", "no-color", "help")
        .Line()
        .Line("With a baseline the run is compared with it too; of several files each is judged, and all together are compared.")
        .Line()
        .Line("Exit codes: 0 every limit is met and no regression confirmed, 2 a file cannot be read, 10 a limit is missed, 11 a regression against the baseline is confirmed, 13 there is no such baseline.")
        .ToString();

    public static string ReportOn(int width) => new HelpScreen(width)
        .Line("Makes reports of stored results; several are compared, against the first one. What a run writes itself is made in the same way.")
        .Line()
        .Line("Usage: loadtester report RESULTS.json… [--html FILE] [--markdown FILE] [--csv FILE] [--junit FILE] [--png DIR]")
        .Options(OptionTable.Of<ReportOptions>(), "Options", "html", "markdown", "csv", "junit", "png", "help")
        .Line()
        .Line("Exit codes: 0 written, 2 a file cannot be read or written. It judges nothing: that is for 'loadtester check'.")
        .ToString();

    public static string Top(int width) => new HelpScreen(width)
        .Line("Shows running feeds live: latencies of the last interval, rings with their slowest readers, stages, processes. It only looks: no run notices it, and each goes on when it ends.")
        .Line()
        .Line("Usage: loadtester top [OPTIONS] [RUN]")
        .Line()
        .Line("RUN is a run's name or directory; without it every run below --dir is shown. The key q or Ctrl-C ends it, and so does the end of the last run. What is not a terminal gets one view below the other.")
        .Options(OptionTable.Of<TopOptions>(), "Options", "dir", "interval", "once", "no-color", "help")
        .Line()
        .Line("Exit codes: 0 looked, 2 no feed is running or bad usage, 130 interrupted before there was anything to print.")
        .ToString();

    public static string Doctor(int width) => new HelpScreen(width)
        .Line("Checks whether this machine is fit to measure on, in about a second: a line a check with what was found, and what to do where it warns.")
        .Line()
        .Line("Usage: loadtester doctor [--strict] [--json]")
        .Options(OptionTable.Of<DoctorOptions>(), "Options", "dir", "strict", "json", "no-color", "help")
        .Line()
        .Line("Exit codes: 0 checked (also with warnings), 2 the directory cannot be used, 12 a check warns and --strict was given.")
        .ToString();

    public static string Control(int width) => new HelpScreen(width)
        .Line("The part of a load test that does nothing but to measure what the machine does to it. A run starts it by itself; it obeys its standard input.")
        .Line()
        .Line("Usage: loadtester control --plan FILE")
        .Options(OptionTable.Of<ControlOptions>(), "Options", "plan", "help")
        .ToString();

    public static string Analyze(int width) => new HelpScreen(width)
        .Line("Prints the percentiles of a histogram log (--hlog of this program, or any HdrHistogram log), of a results file, or of a CSV file with a column 'latency'.")
        .Line()
        .Line("Usage: loadtester analyze FILE.hlog|RESULTS.json|FILE.csv [OPTIONS]")
        .Options(OptionTable.Of<AnalyzeOptions>(), "Options", "tag", "start", "end", "list-tags", "unit", "help")
        .Options(OptionTable.Of<AnalyzeOptions>(), "Files, as HdrHistogram's HistogramLogProcessor writes them", "hgrm", "csv", "intervals")
        .Line()
        .Line("Values of a log are taken as nanoseconds. A percentile with fewer than ten samples beyond it is n/a.")
        .Line()
        .Line("Exit codes: 0 printed, 2 a file cannot be read or written.")
        .ToString();

    public static string Flame(int width) => new HelpScreen(width)
        .Line("Makes a flame graph of samples: the text of 'perf script', or folded stacks. 'scripts/profile.sh cpu' does all of it.")
        .Line()
        .Line("Usage: loadtester flame FILE… [OPTIONS]")
        .Options(OptionTable.Of<FlameOptions>(), "Options", "svg", "folded", "title", "help")
        .Line()
        .Line("Exit codes: 0 made, 1 a file could not be written, 2 bad usage, a file cannot be read or has no samples.")
        .ToString();

    public static string Endurance(int width) => new HelpScreen(width)
        .Line("Judges the interval log of a run (--log-dir), also while the run goes on: what grows, gets slower or less by more than it may in 24 hours.")
        .Line()
        .Line("Usage: loadtester endurance [--window-secs SECS] [--json] DIR")
        .Options(OptionTable.Of<EnduranceOptions>(), "Options", "window-secs", "json", "no-color", "help")
        .Line()
        .Line("Exit codes: 0 nothing grows, 2 it is no log or a damaged one, 10 a trend was found, 13 too short to judge.")
        .ToString();

    public static string Chaos(int width) => new HelpScreen(width)
        .Line("Starts a feed and an engine, does faults to them by a plan that follows from the seed, and says for each when it was noticed and when it was over, how many events were lost, and whether the books agree with their venues again.")
        .Line()
        .Line("Usage: loadtester chaos [OPTIONS]")
        .Options(OptionTable.Of<ChaosOptions>(), "Options", "seed", "duration-secs", "faults", "plan-only", "patience-secs", "json-output", "no-color", "help")
        .Options(OptionTable.Of<ChaosOptions>(), "Load", "exchanges", "updates-per-second", "ring-capacity", "dir")
        .Line()
        .Line("Exit codes: 0 all invariants held, 1 internal error, 2 bad usage, 10 an invariant is broken, 12 invalid: the run did not come up, 130 interrupted.")
        .ToString();

    public static string Profiles(int width) => new HelpScreen(width)
        .Line("Lists the built-in profiles: rates, length, objectives.")
        .Line()
        .Line("Usage: loadtester profiles")
        .Options(OptionTable.Of<ProfilesOptions>(), "Options", "help")
        .Line()
        .Line("Exit codes: 0 listed, 2 bad usage.")
        .ToString();
}
