using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Inspecting;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingBuffer.Fuzz;

/// <summary>
/// A damaged or forged ring, for one writer or for many, is opened in each way, and used if it is taken for one. Whoever only looks changes nothing; who is refused
/// changes nothing. Some cases go through real files, cut off, and through creation over them.
/// </summary>
internal sealed class FileTarget(RingImage forOne, RingImage forMany) : ITarget
{
    // One case in so many goes through files.
    private const uint Stored = 400;

    private const int MostSteps = 3 * RingImage.Capacity;

    private readonly RingUse _useOfOne = new(forOne);
    private readonly RingUse _useOfMany = new(forMany);

    public string Name => "file";

    /// <summary>What a test does in the place of a defect, while others only look.</summary>
    internal Action? Planted { get; set; }

    public int Run(ReadOnlySpan<byte> bytes, Outcomes outcomes)
    {
        var decisions = new Decisions(bytes);
        var variant = decisions.Below(forOne.Variants + forMany.Variants);
        var image = variant < forOne.Variants ? forOne : forMany;
        image.Reset(image == forOne ? variant : variant - forOne.Variants);
        for (var changes = 1 + decisions.Below(4); changes > 0; changes--)
            Mutation.OfFile(image, ref decisions);
        Mutation.Seal(image, ref decisions);
        var (dataLength, controlLength) = (decisions.Below(0x2400), decisions.Below(0x5400));

        // Decided by all bytes together, so that what is made out of such a case is not one, too: it costs a hundred others.
        var isStored = decisions.IsOneIn(Stored);
        outcomes.IsRingChanged = true;
        if (isStored)
            UseFiles(outcomes, image.Store(dataLength == 0 ? int.MaxValue : dataLength, controlLength == 0 ? int.MaxValue : controlLength));
        Use(image, outcomes);
        return isStored ? bytes.Length : decisions.Taken;
    }

    /// <summary>Opens and uses the ring as it is in each way. True if it was refused; that, and looking at it, must change nothing.</summary>
    internal bool Use(RingImage image, Outcomes outcomes)
    {
        var use = image == forOne ? _useOfOne : _useOfMany;
        use.Remember();
        var dataFault = image.Fault(withControl: false);
        if (dataFault is not null)
        {
            outcomes.Refused("data", dataFault);
        }
        else
        {
            outcomes.Of("observe", () => Observe(new Observer<FuzzRecord>(image.OpenToObserve(), StartAt.Oldest, StartAt.Oldest)));
            outcomes.Of("observe keyframe", () => Observe(new Observer<FuzzRecord>(image.OpenToObserve(), StartAt.Keyframe, StartAt.Keyframe)));
        }

        var fault = image.Fault(withControl: true);
        if (fault is not null)
            outcomes.Refused("ring", fault);
        else
            outcomes.Of("inspect", () => RingUse.Inspect(new RingInspector(image.Open(0))));
        Planted?.Invoke();
        use.RequireUnchanged();
        if (fault is not null)
            return true;
        outcomes.Of("join", () => use.Read(GatedReader<FuzzRecord>.Join(image.Open(1), new ReaderOptions { Name = "first" })));
        outcomes.Of("join behind", () => use.Read(GatedReader<FuzzRecord>.Join(image.Open(2), new ReaderOptions { Name = "second", After = ["first"] })));
        outcomes.Of("take over", () => TakeOver(use, GatedReader<FuzzRecord>.Join(image.Open(4), new ReaderOptions { Name = "dead", TakeOver = true })));
        outcomes.Of("resume", () => Write(image, RingWriter<FuzzRecord>.TakeOver(image.Open(3), DeadReaderPolicy.Reclaim)));
        image.Kill(3);
        outcomes.Of("join writers", () => Write(image, MultiWriterRing<FuzzRecord>.Enter(image.Open(3), "one more", DeadReaderPolicy.Reclaim, isCreator: false)));
        return false;
    }

    public void Dispose()
    {
        forOne.Dispose();
        forMany.Dispose();
    }

    private static string Observe(Observer<FuzzRecord> observer) => RingUse.Observe(observer, observer.Position);

    private static string TakeOver(RingUse use, GatedReader<FuzzRecord> reader) => $"{(reader.HasTakenOver ? "in its place" : "elsewhere")}, {use.Read(reader)}";

    private static string Write(RingImage image, RingWriter<FuzzRecord> writer)
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

    private static string Write(RingImage image, MultiWriterRing<FuzzRecord> writer)
    {
        var status = ClaimStatus.Claimed;
        for (var step = 0; step < MostSteps && status == ClaimStatus.Claimed; step++)
        {
            status = writer.TryClaim();
            if (status != ClaimStatus.Claimed)
                break;
            image.RequireInSlots(ref writer[0]);
            writer[0] = default;
            if (step % 4 == 3)
                writer.GiveUp();
            else
                writer.Publish();
        }

        writer.Dispose();
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
        outcomes.Of("take over in file", () => Close(GatedReader<FuzzRecord>.Attach(path, new ReaderOptions { Name = "dead", TakeOver = true }, TimeSpan.Zero)));
        outcomes.Of("join writers in file", () => Close(MultiWriterRing<FuzzRecord>.Join(path, "file", timeout: TimeSpan.Zero)));
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
}
