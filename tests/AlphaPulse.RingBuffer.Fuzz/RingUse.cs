using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Inspecting;

namespace AlphaPulse.RingBuffer.Fuzz;

/// <summary>What participants do with a ring of an image, and what must hold whatever its bytes are.</summary>
internal sealed class RingUse(RingImage image)
{
    private const int MostReads = 3 * RingImage.Capacity;

    private readonly byte[] _data = new byte[image.Data.Length];
    private readonly byte[] _control = new byte[image.Control.Length];

    /// <summary>Remembers all bytes, for <see cref="RequireUnchanged"/>.</summary>
    internal void Remember()
    {
        image.Data.CopyTo(_data);
        image.Control.CopyTo(_control);
    }

    internal void RequireUnchanged()
    {
        if (!image.Data.SequenceEqual(_data) || !image.Control.SequenceEqual(_control))
            throw new FuzzFailureException("looking at the ring changed it");
    }

    /// <summary>Reads all that is there, and releases half of it.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="isTrue">Nobody has changed the ring: each record is the one that was published.</param>
    internal string Read(GatedReader<FuzzRecord> reader, bool isTrue = false)
    {
        var (before, tombstones) = (reader.Position, reader.Tombstones);
        var available = reader.Available();
        if (available < 0 || available > reader.Capacity || unchecked(reader.Position - before) != reader.Tombstones - tombstones)
            throw new FuzzFailureException($"{available} records are available in a ring of {reader.Capacity}, from {reader.Position} on, at {before} before");
        for (var sequence = reader.Position; sequence < reader.Position + available; sequence++)
        {
            image.RequireInSlots(in reader[sequence]);
            if (isTrue && reader[sequence].Sequence != sequence)
                throw new FuzzFailureException($"record {reader[sequence].Sequence} was handed out as {sequence}");
        }

        foreach (ref readonly var record in reader.Peek(RingImage.Capacity))
            image.RequireInSlots(in record);
        reader.Release((available + 1) / 2);
        return available > 0 ? "some" : reader.Tombstones > tombstones ? "tombstones" : "none";
    }

    /// <summary>Copies records until there is nothing more, or a lap was missed.</summary>
    internal static string Observe(Observer<FuzzRecord> observer, long start, bool isTrue = false)
    {
        var status = ObserveStatus.Read;
        for (var step = 0; step < MostReads && status == ObserveStatus.Read; step++)
        {
            status = observer.TryRead(out var record);
            if (isTrue && status == ObserveStatus.Read && record.Sequence != observer.Position - 1)
                throw new FuzzFailureException($"record {record.Sequence} was handed out as {observer.Position - 1}");
            if (unchecked(observer.Delivered + observer.Lost + observer.Tombstones) != unchecked(observer.Position - start))
                throw new FuzzFailureException($"delivered {observer.Delivered} + lost {observer.Lost} + tombstones {observer.Tombstones} is not {observer.Position} - {start}");
        }

        return $"{status}{(observer.IsBehindKeyframe ? " behind a keyframe" : observer.Tombstones > 0 ? " with tombstones" : "")}";
    }

    /// <summary>Looks, and copies the records at the edges of what the look called intact.</summary>
    internal static string Inspect(RingInspector inspector)
    {
        var snapshot = inspector.Look();
        if (snapshot.Intact.Count < 0 || snapshot.Intact.Count > inspector.Facts.Capacity)
            throw new FuzzFailureException($"{snapshot.Intact.Count} records are intact in a ring of {inspector.Facts.Capacity}");
        if (snapshot.Readers.Any(reader => reader.Name.Any(char.IsControl)) || snapshot.Writers.Any(writer => writer.Name.Any(char.IsControl)))
            throw new FuzzFailureException("a name with a control character was shown");
        Span<byte> record = stackalloc byte[inspector.Facts.RecordBytes];
        return $"{inspector.TryCopy(snapshot.Intact.From, record)}, {inspector.TryCopy(snapshot.Intact.To - 1, record)}, {inspector.TryCopy(snapshot.Intact.To, record)}";
    }
}
