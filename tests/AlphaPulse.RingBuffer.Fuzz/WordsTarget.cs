using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Inspecting;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingBuffer.Fuzz;

/// <summary>
/// A ring in use: a writer, two readers of which one stays behind the other, an observer and an inspector take turns with somebody who
/// changes the words under them. Whoever was told that a word is impossible tries again.
/// </summary>
internal sealed class WordsTarget : ITarget
{
    private const int MostTurns = 40;

    private readonly RingImage _image = new();
    private RingWriter<FuzzRecord>? _writer;
    private GatedReader<FuzzRecord>? _first;
    private GatedReader<FuzzRecord>? _second;
    private Observer<FuzzRecord>? _observer;
    private RingInspector? _inspector;
    private long _observerStart;

    public string Name => "words";

    public int Run(ReadOnlySpan<byte> bytes, Outcomes outcomes)
    {
        var decisions = new Decisions(bytes);
        Start(ref decisions);
        var turns = 0;
        do
        {
            switch (decisions.Below(12))
            {
                case 0 or 1 or 2:
                    Mutation.OfWords(_image, ref decisions);
                    break;
                case 3 or 4:
                    var count = 1 + decisions.Below(RingImage.Capacity);
                    outcomes.Of("write", () => Write(count));
                    break;
                case 5:
                    outcomes.Of("first", () => Read(_first!));
                    break;
                case 6 or 7:
                    outcomes.Of("second", () => Read(_second!));
                    break;
                case 8:
                    outcomes.Of("observe", Observe);
                    break;
                case 9:
                    outcomes.Of("inspect", () => FileTarget.Inspect(_inspector!));
                    break;
                case 10:
                    outcomes.Of("join", () => Join(4));
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
        _observer = new Observer<FuzzRecord>(_image.OpenToObserve(), StartAt.Oldest, decisions.Below(2) == 0 ? StartAt.Oldest : StartAt.Latest);
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

    private string Read(GatedReader<FuzzRecord> reader)
    {
        var before = reader.Position;
        var available = reader.Available();
        if (available < 0 || available > reader.Capacity || reader.Position != before)
            throw new FuzzFailureException($"{available} records are available in a ring of {reader.Capacity}");
        for (var sequence = before; sequence < before + available; sequence++)
            _image.RequireInSlots(in reader[sequence]);
        foreach (ref readonly var record in reader.Peek(RingImage.Capacity))
            _image.RequireInSlots(in record);
        reader.Release(available / 2);
        return available > 0 ? "some" : "none";
    }

    private string Observe()
    {
        var observer = _observer!;
        var status = observer.TryRead(out _);
        if (unchecked(observer.Delivered + observer.Lost) != unchecked(observer.Position - _observerStart))
            throw new FuzzFailureException($"delivered {observer.Delivered} + lost {observer.Lost} is not {observer.Position} - {_observerStart}");
        return status.ToString();
    }

    private string Join(int participant)
    {
        var ring = _image.Open(participant);
        FileLocks.Unlock(ring.Control.Handle, RingLayout.WriterLock, RingLayout.AllLocks);
        return Read(GatedReader<FuzzRecord>.Join(ring, new ReaderOptions { Name = "late" }));
    }
}
