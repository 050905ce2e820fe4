namespace AlphaPulse.FeedSim.Hosting;

/// <summary>
/// The line to the process that controls this one: it reads orders from standard input and reports on standard output.
/// The end of the input means that the parent is gone.
/// </summary>
internal sealed class ParentLink
{
    private readonly TextReader _input;
    private readonly TextWriter _output;
    private readonly Action _stop;
    private readonly TaskCompletionSource<long?> _start = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="input">Orders: <c>start NS</c>, <c>stop</c>.</param>
    /// <param name="output">Reports: <c>ready</c>, <c>done</c>.</param>
    /// <param name="stop">Called on <c>stop</c> and at the end of the input.</param>
    public ParentLink(TextReader input, TextWriter output, Action stop) => (_input, _output, _stop) = (input, output, stop);

    /// <summary>True once the input has ended.</summary>
    public bool IsParentGone { get; private set; }

    /// <summary>Says that everything is prepared and begins to listen.</summary>
    public void Ready()
    {
        Say("ready");
        new Thread(Listen) { Name = "parent", IsBackground = true }.Start();
    }

    /// <summary>Waits for the order to start.</summary>
    /// <returns>The schedule's origin in nanoseconds of the run's clock, or null if the run is not to start any more.</returns>
    public long? WaitForStart() => _start.Task.GetAwaiter().GetResult();

    /// <summary>Says that the last event was sent.</summary>
    public void Done()
    {
        if (!IsParentGone)
            Say("done");
    }

    private void Say(string word)
    {
        _output.WriteLine(word);
        _output.Flush();
    }

    private void Listen()
    {
        while (_input.ReadLine() is { } line)
        {
            switch (line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                case ["start", var ns] when long.TryParse(ns, out var originNs) && originNs > 0:
                    _start.TrySetResult(originNs);
                    break;
                case ["stop"]:
                    _start.TrySetResult(null);
                    _stop();
                    break;
                default:
                    Console.Error.WriteLine($"feedsim: '{line}' is not an order: start NS or stop");
                    break;
            }
        }

        IsParentGone = true;
        _start.TrySetResult(null);
        _stop();
    }
}
