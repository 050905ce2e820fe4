using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Inspecting;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingBuffer.Fuzz;

/// <summary>
/// A damaged or forged ring is opened in each way, and used if it is taken for one. Whoever only looks changes nothing; who is refused
/// changes nothing. Some cases go through real files, cut off, and through creation over them.
/// </summary>
internal sealed class FileTarget(RingImage image) : ITarget
{
    // One case in so many goes through files.
    private const uint Stored = 400;

    private const int MostSteps = 3 * RingImage.Capacity;

    private byte[] _data = [];
    private byte[] _control = [];

    public string Name => "file";

    /// <summary>What a test does in the place of a defect, while others only look.</summary>
    internal Action? Planted { get; set; }

    public int Run(ReadOnlySpan<byte> bytes, Outcomes outcomes)
    {
        var decisions = new Decisions(bytes);
        image.Reset(decisions.Below(image.Variants));
        for (var changes = 1 + decisions.Below(4); changes > 0; changes--)
            Mutation.OfFile(image, ref decisions);
        Mutation.Seal(image, ref decisions);
        var (dataLength, controlLength) = (decisions.Below(0x2400), decisions.Below(0x5400));

        // Decided by all bytes together, so that what is made out of such a case is not one, too: it costs a hundred others.
        var isStored = decisions.IsOneIn(Stored);
        if (isStored)
            UseFiles(outcomes, image.Store(dataLength == 0 ? int.MaxValue : dataLength, controlLength == 0 ? int.MaxValue : controlLength));
        Use(outcomes);
        return isStored ? bytes.Length : decisions.Taken;
    }

    /// <summary>Opens and uses the ring as it is in each way. True if it was refused; that, and looking at it, must change nothing.</summary>
    internal bool Use(Outcomes outcomes)
    {
        Remember();
        var dataFault = image.Fault(withControl: false);
        if (dataFault is not null)
            outcomes.Refused("data", dataFault);
        else
            outcomes.Of("observe", () => Observe(new Observer<FuzzRecord>(image.OpenToObserve(), StartAt.Oldest, StartAt.Oldest)));
        var fault = image.Fault(withControl: true);
        if (fault is not null)
            outcomes.Refused("ring", fault);
        else
            outcomes.Of("inspect", () => Inspect(new RingInspector(image.Open(0))));
        Planted?.Invoke();
        RequireUnchanged();
        if (fault is not null)
            return true;
        outcomes.Of("join", () => Read(GatedReader<FuzzRecord>.Join(image.Open(1), new ReaderOptions { Name = "first" })));
        outcomes.Of("join behind", () => Read(GatedReader<FuzzRecord>.Join(image.Open(2), new ReaderOptions { Name = "second", After = ["first"] })));
        outcomes.Of("resume", () => Write(RingWriter<FuzzRecord>.TakeOver(image.Open(3), DeadReaderPolicy.Reclaim)));
        return false;
    }

    public void Dispose() => image.Dispose();

    private static string Observe(Observer<FuzzRecord> observer)
    {
        var start = observer.Position;
        var status = ObserveStatus.Read;
        for (var step = 0; step < MostSteps && status is ObserveStatus.Read or ObserveStatus.Lapped; step++)
        {
            status = observer.TryRead(out _);
            if (unchecked(observer.Delivered + observer.Lost) != unchecked(observer.Position - start))
                throw new FuzzFailureException($"delivered {observer.Delivered} + lost {observer.Lost} is not {observer.Position} - {start}");
        }

        return status.ToString();
    }

    /// <summary>Looks, and copies the records at the edges of what the look called intact.</summary>
    internal static string Inspect(RingInspector inspector)
    {
        var snapshot = inspector.Look();
        if (snapshot.Intact.Count < 0 || snapshot.Intact.Count > inspector.Facts.Capacity)
            throw new FuzzFailureException($"{snapshot.Intact.Count} records are intact in a ring of {inspector.Facts.Capacity}");
        foreach (var reader in snapshot.Readers)
        {
            if (reader.Name.Any(char.IsControl))
                throw new FuzzFailureException("a name with a control character was shown");
        }

        Span<byte> record = stackalloc byte[inspector.Facts.RecordBytes];
        return $"{inspector.TryCopy(snapshot.Intact.From, record)}, {inspector.TryCopy(snapshot.Intact.To - 1, record)}, {inspector.TryCopy(snapshot.Intact.To, record)}";
    }

    private string Read(GatedReader<FuzzRecord> reader)
    {
        var available = reader.Available();
        if (available < 0 || available > reader.Capacity)
            throw new FuzzFailureException($"{available} records are available in a ring of {reader.Capacity}");
        foreach (ref readonly var record in reader.Peek(RingImage.Capacity))
            image.RequireInSlots(in record);
        reader.Release(available);
        return available > 0 ? "some" : "none";
    }

    private string Write(RingWriter<FuzzRecord> writer)
    {
        var status = ClaimStatus.Claimed;
        for (var step = 0; step < MostSteps && status == ClaimStatus.Claimed; step++)
        {
            status = writer.TryClaim();
            if (status != ClaimStatus.Claimed)
                break;
            image.RequireInSlots(ref writer[0]);
            writer[0] = default;
            writer.Publish();
        }

        return status.ToString();
    }

    /// <summary>The same from the path on: opening, locks, creation over what is there.</summary>
    private static void UseFiles(Outcomes outcomes, string path)
    {
        var before = Bytes(path);
        outcomes.Of("observe file", () => Close(Observer<FuzzRecord>.Attach(path)));
        outcomes.Of("inspect file", () => Close(RingInspector.Attach(path)));
        if (Bytes(path) != before)
            throw new FuzzFailureException("observing changed a file");
        outcomes.Of("join file", () => Close(GatedReader<FuzzRecord>.Attach(path, new ReaderOptions { Name = "file" }, TimeSpan.Zero)));
        before = Bytes(path);
        var isReplaced = false;
        outcomes.Of("create over", () =>
        {
            var closed = Close(RingWriter<FuzzRecord>.Create(path, new RingOptions { Capacity = 2 }));
            isReplaced = true;
            return closed;
        });
        if (!isReplaced && Bytes(path) != before)
            throw new FuzzFailureException("a refused creation changed what is there");
        Directory.Delete(path, recursive: true);
    }

    private static string Close(IDisposable participant)
    {
        participant.Dispose();
        return "opened";
    }

    private static string Bytes(string path) =>
        Convert.ToHexString(File.ReadAllBytes(RingImage.DataPath(path))) + Convert.ToHexString(File.ReadAllBytes(RingImage.ControlPath(path)));

    private void Remember()
    {
        _data = _data.Length == 0 ? new byte[image.Data.Length] : _data;
        _control = _control.Length == 0 ? new byte[image.Control.Length] : _control;
        image.Data.CopyTo(_data);
        image.Control.CopyTo(_control);
    }

    private void RequireUnchanged()
    {
        if (!image.Data.SequenceEqual(_data) || !image.Control.SequenceEqual(_control))
            throw new FuzzFailureException("looking at the ring changed it");
    }
}
