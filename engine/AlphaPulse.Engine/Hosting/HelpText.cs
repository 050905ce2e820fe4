using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.Engine.Hosting;

/// <summary>What <c>feedengine --help</c> shows.</summary>
internal static class HelpText
{
    public static string Screen { get; } = $"""
        AlphaPulse feed engine: joins a run, reads its rings through the pipeline guard -> book, rebuilds every
        instrument's book and compares it with what the venues say about it.

        Usage:
          feedengine run --run RUN [OPTIONS]

        Options:
              --run <RUN>          The run to join: its name below --dir, or its directory; 'feedsim list' shows them
              --dir <DIR>          Where the runs are [default: {RunRegistry.DefaultBase}]
              --wait <STRATEGY>    How the stages wait: auto, block, back-off-block, back-off, spin-block, yield or
                                   busy-spin; for one stage, guard=busy-spin,book=block
                                   [default: as the run's plan says]
              --threads <NUM>      Threads of the two stages; 0 = as the cores allow: 1 on up to 3 cores, else 2
                                   [default: as the run's plan says]
              --controlled         Obey a parent: 'start NS' and 'stop' on stdin, 'ready' and 'done' on stdout;
                                   ends when stdin does
          -v, --verbose            Show where an error came from
          -h, --help               Print help
          -V, --version            Print version

        It ends when the venues have closed their rings and everything is applied, or on Ctrl-C.
        It goes on where an engine that died in this run had stopped. A stage whose handler fails is restarted at that
        event, at most three times; books of which something was missed are stale until their venue's next snapshot.
        What it counts and measures is in the run's directory, in telemetry/feedengine.

        Exit codes: 0 ended well, 1 internal error, 2 bad usage or a run that cannot be joined, 130 interrupted.

        """;
}
