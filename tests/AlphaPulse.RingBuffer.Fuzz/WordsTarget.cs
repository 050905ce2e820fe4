using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Inspecting;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingBuffer.Fuzz;

/// <summary>
/// A ring in use: a writer that marks keyframes, two readers of which one stays behind the other and which die and are taken over, observers
/// and an inspector take turns with somebody who changes the words under them. Whoever was told that a word is impossible tries again.
/// </summary>
internal sealed class WordsTarget : ITarget
{
    private const int MostTurns = 40;

    private readonly RingImage _image = new();
    private readonly RingUse _use;
    private RingWriter<FuzzRecord>? _writer;
    private GatedReader<FuzzRecord>? _first;
    private GatedReader<FuzzRecord>? _second;
    private Observer<FuzzRecord>? _observer;
    private RingInspector? _inspector;
    private long _observerStart;

    internal WordsTarget() => _use = new RingUse(_image);

    public string Name => "words";

    public int Run(ReadOnlySpan<byte> bytes, Outcomes outcomes)
    {
        var decisions = new Decisions(bytes);
        Start(ref decisions);
        var turns = 0;
        do
        {
            switch (decisions.Below(20))
            {
                case 0 or 1 or 2 or 3 or 4:
                    outcomes.IsRingChanged = true;
                    Mutation.OfWords(_image, ref decisions);
                    break;
                case 5 or 6:
                    var count = 1 + decisions.Below(RingImage.Capacity);
                    outcomes.Of("write", () => Write(count));
                    break;
                case 7:
                    var back = 1 + decisions.Below(RingImage.Capacity);
                    outcomes.Of("mark", () => Mark(back));
                    break;
                case 8:
                    outcomes.Of("first", () => _use.Read(_first!, !outcomes.IsRingChanged));
                    break;
                case 9 or 10:
                    outcomes.Of("second", () => _use.Read(_second!, !outcomes.IsRingChanged));
                    break;
                case 11:
                    outcomes.Of("observe", () => RingUse.Observe(_observer!, _observerStart, !outcomes.IsRingChanged));
                    break;
                case 12:
                    outcomes.Of("observe keyframe", () => ObserveAnew(!outcomes.IsRingChanged));
                    break;
                case 13:
                    _use.Remember();
                    outcomes.Of("inspect", () => RingUse.Inspect(_inspector!));
                    _use.RequireUnchanged();
                    break;
                case 14:
                    outcomes.Of("join", () => Join(isSuccessor: false));
                    break;
                case 15:
                    outcomes.Of("request", Request);
                    break;
                case 16:
                    outcomes.Of("take over first", () => TakeOver(ref _first!, 1, "first", [], !outcomes.IsRingChanged));
                    break;
                case 17:
                    outcomes.Of("take over second", () => TakeOver(ref _second!, 2, "second", ["first"], !outcomes.IsRingChanged));
                    break;
                case 18:
                    outcomes.Of("take over any", () => Join(isSuccessor: true));
                    break;
                default:
                    // The writer's true words again: what was refused must go on.
                    _image.Word(isControl: false, RingLayout.CursorOffset) = _writer!.Cursor;
                    break;
            }
        }
        while (++turns < MostTurns && !decisions.IsEmpty);
        return decisions.Taken;
    }

    public void Dispose() => _image.Dispose();

    private void Start(ref Decisions decisions)
    {
        // 0 or 1: also near the end of the sequences.
        _image.Reset(decisions.Below(2));
        var policy = decisions.Below(2) == 0 ? DeadReaderPolicy.Reclaim : DeadReaderPolicy.Wait;
        _writer = RingWriter<FuzzRecord>.TakeOver(_image.Open(0), policy);
        _first = GatedReader<FuzzRecord>.Join(_image.Open(1), new ReaderOptions { Name = "first" });
        _second = GatedReader<FuzzRecord>.Join(_image.Open(2), new ReaderOptions { Name = "second", After = ["first"] });
        var resumeAt = (StartAt)decisions.Below(3);
        _observer = new Observer<FuzzRecord>(_image.OpenToObserve(), StartAt.Oldest, resumeAt);
        _observerStart = _observer.Position;
        _inspector = new RingInspector(_image.Open(3));
    }

    private string Write(int count)
    {
        var writer = _writer!;
        var before = writer.Cursor;
        var status = writer.TryClaim(count);
        if (status == ClaimStatus.Claimed)
        {
            for (var i = 0; i < count; i++)
            {
                _image.RequireInSlots(ref writer[i]);
                writer[i] = new FuzzRecord { Sequence = before + i, Check = i };
            }

            writer.Publish(count);
        }

        if (writer.Cursor != before + (status == ClaimStatus.Claimed ? count : 0))
            throw new FuzzFailureException("the writer's own position moved");
        return status.ToString();
    }

    private string Mark(int back)
    {
        // All images have more behind them than a lap.
        _writer!.MarkKeyframe(_writer.Cursor - back);
        return _image.Word(isControl: false, RingLayout.LastKeyframeOffset) == _writer.Cursor - back + 1 ? "marked" : throw new FuzzFailureException("the mark is elsewhere");
    }

    private string ObserveAnew(bool isTrue)
    {
        var observer = new Observer<FuzzRecord>(_image.OpenToObserve(), StartAt.Keyframe, StartAt.Keyframe);
        return RingUse.Observe(observer, observer.Position, isTrue);
    }

    private string Request()
    {
        var before = _writer!.SnapshotRequests;
        _second!.RequestSnapshot();
        if (_writer.SnapshotRequests != unchecked(before + 1) || _second.EpochStart < _image.Header.FirstSequence)
            throw new FuzzFailureException("a request did not arrive, or the epoch began before the ring");
        return "asked";
    }

    /// <summary>A reader's process dies, and another one goes on in its place, if that can be believed; else it is tried again.</summary>
    private string TakeOver(ref GatedReader<FuzzRecord> reader, int participant, string name, string[] after, bool isTrue)
    {
        _image.Kill(participant);
        var dead = reader;
        reader = GatedReader<FuzzRecord>.Join(_image.Open(participant), new ReaderOptions { Name = name, After = after, TakeOver = true });
        if (isTrue && reader.HasTakenOver && reader.Position != dead.Position)
            throw new FuzzFailureException($"the successor of a reader at {dead.Position} is at {reader.Position}");
        return $"{(reader.HasTakenOver ? "in its place" : "elsewhere")}, {_use.Read(reader)}";
    }

    private string Join(bool isSuccessor)
    {
        _image.Kill(4);
        return _use.Read(GatedReader<FuzzRecord>.Join(_image.Open(4), new ReaderOptions { Name = isSuccessor ? "dead" : "late", TakeOver = isSuccessor }));
    }
}
