using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Inspecting;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingBuffer.Fuzz;

/// <summary>
/// A ring for many writers in use: two writers that claim, publish, give up, leave, die and join again, a gated reader that dies and is
/// taken over, another one that comes and leaves, observers and an inspector take turns with somebody who changes the words under them.
/// </summary>
internal sealed class ManyTarget : ITarget
{
    private const int MostTurns = 40;
    private const int Writers = 2;
    private const int Reader = 2;
    private const int Late = 3;
    private const int Onlooker = 4;

    private readonly RingImage _image = new(hasManyWriters: true);
    private readonly RingUse _use;
    private readonly MultiWriterRing<FuzzRecord>?[] _writers = new MultiWriterRing<FuzzRecord>?[Writers];
    private readonly int[] _claimed = new int[Writers];
    private GatedReader<FuzzRecord>? _reader;
    private Observer<FuzzRecord>? _observer;
    private RingInspector? _inspector;
    private DeadReaderPolicy _policy;
    private long _observerStart;
    private (long Cursor, long Claim) _true;

    internal ManyTarget() => _use = new RingUse(_image);

    public string Name => "many";

    public int Run(ReadOnlySpan<byte> bytes, Outcomes outcomes)
    {
        var decisions = new Decisions(bytes);
        Start(ref decisions);
        var turns = 0;
        do
        {
            var isTrue = !outcomes.IsRingChanged;
            var what = decisions.Below(24);
            var who = what is >= 6 and < 16 ? decisions.Below(Writers) : 0;
            switch (what)
            {
                case < 6:
                    Change(outcomes, ref decisions);
                    break;
                case 6 or 7 or 8:
                    var count = 1 + decisions.Below(RingImage.Capacity / 2);
                    outcomes.Of("claim", () => Claim(who, count));
                    break;
                case 9 or 10 or 11:
                    var part = 1 + decisions.Below(RingImage.Capacity / 2);
                    outcomes.Of("publish", () => Publish(who, part));
                    break;
                case 12 or 13:
                    outcomes.Of("give up", () => GiveUp(who));
                    break;
                case 14:
                    outcomes.Of("leave", () => Leave(who, isTrue));
                    break;
                case 15:
                    _image.Kill(who);
                    _writers[who] = null;
                    break;
                case 16 or 17:
                    outcomes.Of("read", () => _use.Read(_reader!, isTrue));
                    break;
                case 18:
                    outcomes.Of("observe", () => RingUse.Observe(_observer!, _observerStart, isTrue));
                    break;
                case 19:
                    var startAt = (StartAt)decisions.Below(3);
                    outcomes.Of("observe anew", () => ObserveAnew(startAt, isTrue));
                    break;
                case 20:
                    _use.Remember();
                    outcomes.Of("inspect", () => RingUse.Inspect(_inspector!));
                    _use.RequireUnchanged();
                    break;
                case 21:
                    outcomes.Of("take over", () => TakeOver(isTrue));
                    break;
                case 22:
                    var isBehind = decisions.Below(2) == 0;
                    outcomes.Of("join and leave", () => JoinAndLeave(isBehind));
                    break;
                default:
                    // True words again: what was refused must go on.
                    if (outcomes.IsRingChanged)
                        (_image.Word(isControl: false, RingLayout.CursorOffset), _image.Word(isControl: false, RingLayout.ClaimOffset)) = _true;
                    break;
            }
        }
        while (++turns < MostTurns && !decisions.IsEmpty);
        return decisions.Taken;
    }

    public void Dispose() => _image.Dispose();

    private void Start(ref Decisions decisions)
    {
        _image.Reset(decisions.Below(_image.Variants));
        _policy = decisions.Below(2) == 0 ? DeadReaderPolicy.Reclaim : DeadReaderPolicy.Wait;
        Array.Clear(_writers);
        _reader = GatedReader<FuzzRecord>.Join(_image.Open(Reader), new ReaderOptions { Name = "first" });
        _observer = new Observer<FuzzRecord>(_image.OpenToObserve(), StartAt.Oldest, (StartAt)decisions.Below(3));
        _observerStart = _observer.Position;
        _inspector = new RingInspector(_image.Open(Onlooker));
    }

    private void Change(Outcomes outcomes, ref Decisions decisions)
    {
        if (!outcomes.IsRingChanged)
            _true = (_image.Word(isControl: false, RingLayout.CursorOffset), _image.Word(isControl: false, RingLayout.ClaimOffset));
        outcomes.IsRingChanged = true;
        Mutation.OfWords(_image, ref decisions);
    }

    private MultiWriterRing<FuzzRecord> Writer(int who)
    {
        if (_writers[who] is not { } writer)
        {
            _image.Kill(who);
            _claimed[who] = 0;
            _writers[who] = writer = MultiWriterRing<FuzzRecord>.Enter(_image.Open(who), who == 0 ? "left" : "right", _policy, isCreator: false);
        }

        return writer;
    }

    private string Claim(int who, int count)
    {
        // A claim that is refused gives up what was left of the one before, too.
        var writer = Writer(who);
        _claimed[who] = 0;
        var status = writer.TryClaim(count);
        if (status != ClaimStatus.Claimed)
            return $"{status}{(writer.StalledWriter >= 0 ? " behind a writer" : writer.SlowestReader >= 0 ? " behind a reader" : "")}";
        for (var i = 0; i < count; i++)
        {
            _image.RequireInSlots(ref writer[i]);
            writer[i] = new FuzzRecord { Sequence = writer.Sequence + i, Check = i };
        }

        _claimed[who] = count;
        return "claimed";
    }

    /// <summary>No more than was claimed, which nobody but its own calls can change.</summary>
    private string Publish(int who, int most)
    {
        var writer = Writer(who);
        var (before, count) = (writer.Sequence, Math.Min(most, _claimed[who]));
        if (count == 0)
            return "nothing";
        writer.Publish(count);
        _claimed[who] -= count;
        return writer.Sequence == before + count ? "published" : throw new FuzzFailureException("the writer's own position moved otherwise");
    }

    private string GiveUp(int who)
    {
        var writer = Writer(who);
        var (before, count) = (writer.Sequence, _claimed[who]);
        writer.GiveUp();
        _claimed[who] = 0;
        if (writer.Sequence != before + count)
            throw new FuzzFailureException($"{writer.Sequence - before} sequences were given up, {count} were claimed");
        return count > 0 ? "a claim" : "nothing";
    }

    private string Leave(int who, bool isTrue)
    {
        var writer = Writer(who);
        writer.Dispose();
        _image.Kill(who);
        _writers[who] = null;
        if (writer.TryClaim() != ClaimStatus.Closed)
            throw new FuzzFailureException("a writer that has left could claim");
        var isClosed = (uint)_image.Word(isControl: false, RingLayout.StateOffset) == RingLayout.StateClosed;
        if (isTrue && isClosed != _writers.All(other => other is null))
            throw new FuzzFailureException("the last writer that leaves closes the ring, and no other");
        if (isTrue && isClosed && _image.Word(isControl: false, RingLayout.CursorOffset) != _image.Word(isControl: false, RingLayout.ClaimOffset))
            throw new FuzzFailureException("the last writer that left did not close the holes");
        return isClosed ? "last" : "not last";
    }

    private string ObserveAnew(StartAt startAt, bool isTrue)
    {
        var observer = new Observer<FuzzRecord>(_image.OpenToObserve(), startAt, startAt);
        return RingUse.Observe(observer, observer.Position, isTrue);
    }

    private string TakeOver(bool isTrue)
    {
        _image.Kill(Reader);
        var dead = _reader!;
        _reader = GatedReader<FuzzRecord>.Join(_image.Open(Reader), new ReaderOptions { Name = "first", TakeOver = true });
        if (isTrue && _reader.HasTakenOver && _reader.Position != dead.Position)
            throw new FuzzFailureException($"the successor of a reader at {dead.Position} is at {_reader.Position}");
        return $"{(_reader.HasTakenOver ? "in its place" : "elsewhere")}, {_use.Read(_reader)}";
    }

    private string JoinAndLeave(bool isBehind)
    {
        _image.Kill(Late);
        using var reader = GatedReader<FuzzRecord>.Join(_image.Open(Late), new ReaderOptions { Name = "late", After = isBehind ? ["first"] : [] });
        return _use.Read(reader);
    }
}
