using AlphaPulse.PeerProcess;

// The other process of tests that need two. Words on the standard input drive it, words on the standard output report;
// the end of the input ends it.
if (args.Length < 2)
    return Usage();
try
{
    return args[0] switch
    {
        "write" => WriteCommand.Run(args[1], long.Parse(args[2]), long.Parse(args[3]), long.Parse(args[4])),
        "resume" => WriteCommand.Resume(args[1], long.Parse(args[2])),
        "write-many" => WriteManyCommand.Run(args[1], args[2], long.Parse(args[3])),
        "claim-many" => WriteManyCommand.Claim(args[1], args[2], int.Parse(args[3])),
        "read-gated" => ReadGatedCommand.Run(args[1], args[2], isHeld: false, args[3..]),
        "hold" => ReadGatedCommand.Run(args[1], args[2], isHeld: true, args[3..]),
        "observe" => ObserveCommand.Run(args[1]),
        "create-race" => CreateRaceCommand.Run(args[1]),
        "observe-one" => ObserveOneCommand.Run(args[1]),
        "scribble" => ScribbleCommand.Run(args[1], int.Parse(args[2])),
        "try-as" => TryAsCommand.Run(args[1], uint.Parse(args[2]), uint.Parse(args[3])),
        "stage" => StageCommand.Run(args[1], args[2], args[3..]),
        "sleep" => SleepCommand.Run(args[1], args[2], TimeSpan.FromMilliseconds(long.Parse(args[3])), args[4..]),
        "pipeline" => PipelineCommand.Run(args[1], int.Parse(args[2]), args[3]),
        _ => Usage(),
    };
}
catch (Exception e)
{
    Console.WriteLine($"failed {e.GetType().Name}: {e.Message}");
    return 1;
}

static int Usage()
{
    Console.Error.WriteLine("peerprocess write|resume|write-many|claim-many|read-gated|hold|observe|create-race|observe-one|scribble|try-as|stage|sleep|pipeline RING ...");
    return 2;
}
