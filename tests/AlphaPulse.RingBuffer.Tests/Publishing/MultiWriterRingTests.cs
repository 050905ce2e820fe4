using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingBuffer.Tests.Publishing;

/// <summary>The contract, and what only a ring of several writers can show: the order in which they claim, stamp and leave is in the test's hands.</summary>
public sealed class MultiWriterRingTests : RingWriterTests
{
    [Theory]
    [InlineData(2, 0)]
    [InlineData(8, int.MaxValue - 3L)]
    [InlineData(64, uint.MaxValue - 30L)]
    [InlineData(1024, (1L << 62) - 100)]
    public void Publish_InOtherOrderThanClaimed_VisibleInOrderOnceTheGapIsFilled(long capacity, long first)
    {
        using var one = CreateMany(capacity, first);
        using var other = JoinMany("other");
        using var reader = Join("reader");
        for (var sequence = first; sequence < first + 5 * capacity; sequence += 2)
        {
            Claim(one, 1, sequence);
            Claim(other, 1, sequence + 1);
            other.Publish();
            Assert.Equal(0, reader.Available());
            Assert.Equal(sequence, one.Cursor);
            one.Publish();
            Assert.Equal(sequence + 2, other.Cursor);
            ReadAndCheck(reader, sequence, 2);
        }
    }

    [Fact]
    public void Publish_SeveralClaimsOfSeveralWriters_EachIsVisibleWholeOrNotAtAll()
    {
        using var one = CreateMany(64);
        using var other = JoinMany("other");
        using var reader = Join("reader");
        Claim(one, 5, 0);
        Claim(other, 3, 5);
        one.Publish(2);
        Assert.Equal(2, reader.Available());
        other.Publish(3);
        Assert.Equal(2, reader.Available());
        one.Publish(3);
        ReadAndCheck(reader, 0, 8);
    }

    [Fact]
    public void GiveUp_PartOfAClaim_IsPassedOverAndCounted()
    {
        using var writer = CreateMany(16);
        using var reader = Join("reader");
        using var behind = GatedReader<TestRecord>.Attach(Directory.Ring(), new ReaderOptions { Name = "behind", After = ["reader"] });
        using var observer = Observer<TestRecord>.Attach(Directory.Ring());
        Claim(writer, 5, 0);
        writer.Publish(2);
        writer.GiveUp();
        writer.GiveUp();
        Assert.Equal(3, writer.Tombstones);
        Assert.Equal(5, writer.Sequence);
        Claim(writer, 2, 5);
        writer.Publish(2);

        // The records end before the tombstones; those are passed over with the next look.
        ReadAndCheck(reader, 0, 2);
        ReadAndCheck(behind, 0, 2);
        ReadAndCheck(reader, 5, 2);
        ReadAndCheck(behind, 5, 2);
        Assert.Equal((3L, 3L), (reader.Tombstones, behind.Tombstones));
        Assert.Equal([0, 1, 5, 6], ObserveAll(observer));
        Assert.Equal((4L, 0L, 3L), (observer.Delivered, observer.Lost, observer.Tombstones));
    }

    [Fact]
    public void TryClaim_RestOfAClaim_IsGivenUp()
    {
        using var writer = CreateMany(64);
        using var reader = Join("reader");
        Claim(writer, 5, 0);
        Claim(writer, 2, 5);
        Assert.Throws<ArgumentOutOfRangeException>(() => writer[2]);
        writer.Publish(2);
        ReadAndCheck(reader, 5, 2);
        Assert.Equal(5, reader.Tombstones);
    }

    [Fact]
    public void Peek_AcrossTombstones_SpansOfRecordsOnly()
    {
        using var writer = CreateMany(8);
        using var reader = Join("reader");
        for (var lap = 0; lap < 50; lap++)
        {
            Claim(writer, 3, lap * 6);
            writer.Publish(2);
            Claim(writer, 3, lap * 6 + 3);
            writer.GiveUp();
            for (var seen = 0; seen < 2;)
            {
                var records = reader.Peek(8);
                var first = reader.Position;
                Assert.False(records.IsEmpty);
                for (var i = 0; i < records.Length; i++)
                    Assert.True(records[i].IsIntact(first + i));
                seen += records.Length;
                reader.Release(records.Length);
            }

            // What lies behind them is passed over with the next look, also if nothing else comes.
            Assert.True(reader.Peek(8).IsEmpty);
            Assert.Equal(writer.Cursor, reader.Position);
        }

        Assert.Equal(50 * 4, reader.Tombstones);
    }

    [Fact]
    public void TryClaim_UnpublishedClaimOfAnotherOneALapBack_FullAndNamesIt()
    {
        using var one = CreateMany(8);
        using var other = JoinMany("other");
        Claim(other, 1, 0);
        for (var sequence = 1; sequence < 8; sequence++)
        {
            Claim(one, 1, sequence);
            one.Publish();
        }

        // No reader is behind: it is the other writer's claim, which nobody takes away from it.
        Eventually.True(
            () =>
            {
                Assert.Equal(ClaimStatus.Full, one.TryClaim());
                return one.StalledWriter == other.Index;
            },
            "the writer has looked who holds the ring up");
        Assert.Equal(-1, one.SlowestReader);
        other.Publish();
        Claim(one, 8, 8);
        Assert.Equal(0, one.Tombstones);
    }

    [Fact]
    public void Dispose_LastOfTwo_ClosesTheRingAndAJoinerOpensItAgain()
    {
        var one = CreateMany(8);
        var other = JoinMany("other");
        using var reader = Join("reader");
        Assert.Equal((0, 1, 2u), (one.Index, other.Index, reader.WriterEpoch));
        Claim(one, 2, 0);
        Claim(other, 1, 2);
        other.Publish();
        one.Dispose();
        Assert.False(reader.IsClosed);
        Assert.True(reader.IsWriterAlive);
        ReadAndCheck(reader, 2, 1);
        other.Dispose();
        Assert.True(reader.IsClosed);
        Assert.False(reader.IsWriterAlive);
        Assert.Equal(0, reader.Available());
        Assert.Equal(2, reader.Tombstones);
        using var third = JoinMany("third");
        Assert.Equal(0, third.Index);
        Assert.False(reader.IsClosed);
        Assert.Equal(3u, reader.WriterEpoch);
        Claim(third, 1, 3);
        third.Publish();
        ReadAndCheck(reader, 3, 1);
    }

    [Fact]
    public void Join_TwentyNineWriters_LastIsRefusedUntilOneLeaves()
    {
        using var first = CreateMany(64);
        var others = Enumerable.Range(1, 27).Select(i => JoinMany($"writer {i}")).ToList();
        Assert.Equal(Enumerable.Range(1, 27), others.Select(w => w.Index));
        Assert.Equal(RingFault.TooManyWriters, Assert.Throws<RingException>(() => JoinMany("one too many")).Fault);
        others[9].Dispose();
        using (var again = JoinMany("again"))
            Assert.Equal(10, again.Index);
        others.ForEach(w => w.Dispose());
    }

    [Fact]
    public void Create_OverALivingWriterOfMany_InUseAlsoForOneThatKnowsOnlyTheOneLock()
    {
        // The creator has left: the ring lives by the one who joined.
        var creator = CreateMany(8);
        using var joiner = JoinMany("joiner");
        creator.Dispose();
        Assert.Equal(RingFault.InUse, Assert.Throws<RingException>(() => CreateMany(8)).Fault);
        Assert.Equal(RingFault.InUse, Assert.Throws<RingException>(() => RingWriter<TestRecord>.Create(Directory.Ring())).Fault);
        joiner.Dispose();
        using var replaced = CreateMany(16);
        Assert.Equal(16, replaced.Capacity);
    }

    [Fact]
    public void Writers_OfTheOtherKindOfRing_AreRefused()
    {
        CreateMany(8).Dispose();
        var e = Assert.Throws<RingException>(() => RingWriter<TestRecord>.Resume(Directory.Ring()));
        Assert.Equal(RingFault.OtherKind, e.Fault);
        Assert.Contains("MultiWriterRing", e.Message);
        RingWriter<TestRecord>.Create(Directory.Ring("single")).Dispose();
        e = Assert.Throws<RingException>(() => MultiWriterRing<TestRecord>.Join(Directory.Ring("single"), "writer"));
        Assert.Equal(RingFault.OtherKind, e.Fault);
        Assert.Contains("RingWriter", e.Message);
    }

    [Fact]
    public void Header_OfARingForMany_IsOfAVersionThatOlderProgramsRefuse()
    {
        CreateMany(8).Dispose();
        using var data = MappedFile.OpenReadWrite(System.IO.Path.Combine(Directory.Ring(), "data"), RingHeader.SizeBytes);
        ref var header = ref data.At<RingHeader>(0);
        Assert.Equal((2, 1u), (header.MajorVersion, header.Flags));

        // Neither alone is believed.
        header.MajorVersion = 1;
        header.Crc = header.ComputeCrc();
        Assert.Equal(RingFault.NotARing, Assert.Throws<RingException>(() => JoinMany("writer")).Fault);
        (header.MajorVersion, header.Flags) = (2, 0);
        header.Crc = header.ComputeCrc();
        Assert.Equal(RingFault.NotARing, Assert.Throws<RingException>(() => Observer<TestRecord>.Attach(Directory.Ring())).Fault);
    }

    [Fact]
    public void Join_NameEmptyOrTooLong_Throws()
    {
        using var writer = CreateMany(8);
        Assert.Throws<ArgumentException>(() => JoinMany(""));
        Assert.Throws<ArgumentException>(() => JoinMany(new string('ü', 33)));
        Assert.Throws<ArgumentException>(() => MultiWriterRing<TestRecord>.Create(Directory.Ring("another"), ""));
    }

    private protected override IRingWriter Create(string path, RingOptions options) => new OneOfMany(MultiWriterRing<TestRecord>.Create(path, "writer", options));

    private MultiWriterRing<TestRecord> CreateMany(long capacity, long first = 0) =>
        MultiWriterRing<TestRecord>.Create(Directory.Ring(), "creator", new RingOptions { Capacity = capacity, FirstSequence = first });

    private MultiWriterRing<TestRecord> JoinMany(string name) => MultiWriterRing<TestRecord>.Join(Directory.Ring(), name);

    private static void Claim(MultiWriterRing<TestRecord> writer, int count, long expected)
    {
        Assert.Equal(ClaimStatus.Claimed, writer.TryClaim(count));
        Assert.Equal(expected, writer.Sequence);
        for (var i = 0; i < count; i++)
            writer[i].Fill(expected + i);
    }

    private static void ReadAndCheck(GatedReader<TestRecord> reader, long first, int count)
    {
        Assert.Equal(count, reader.Available());
        Assert.Equal(first, reader.Position);
        for (var i = 0; i < count; i++)
            Assert.True(reader[first + i].IsIntact(first + i));
        reader.Release(count);
    }

    private static List<long> ObserveAll(Observer<TestRecord> observer)
    {
        var seen = new List<long>();
        while (observer.TryRead(out var record) == ObserveStatus.Read)
        {
            Assert.True(record.IsIntact(record.Sequence));
            seen.Add(record.Sequence);
        }

        return seen;
    }
}
