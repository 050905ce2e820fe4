using System.Runtime.InteropServices;
using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingBuffer.Tests.Memory;

/// <summary>D-07: what is not a whole ring of this kind is refused with its reason, and left as it is.</summary>
public sealed partial class AttachTests : IDisposable
{
    private readonly RingDirectory _directory = new();
    private readonly string _ring;

    public AttachTests()
    {
        _ring = _directory.Ring();
        using var writer = RingWriter<TestRecord>.Create(_ring, new RingOptions { Capacity = 2 });
        Assert.Equal(ClaimStatus.Claimed, writer.TryPublish(default));
    }

    private string Data => Path.Combine(_ring, "data");

    private string Control => Path.Combine(_ring, "control");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Attach_NothingThere_NotFound()
    {
        Assert.Equal(RingFault.NotFound, FaultOf(() => GatedReader<TestRecord>.Attach(_directory.Ring("none"), Name("reader"))));
        Assert.Equal(RingFault.NotFound, FaultOf(() => Observer<TestRecord>.Attach(_directory.Ring("none"))));
        Assert.Equal(RingFault.NotFound, FaultOf(() => RingWriter<TestRecord>.Resume(_directory.Ring("none"))));
    }

    [Fact]
    public void Attach_AFileInPlaceOfTheDirectory_NotARing() =>
        Assert.Equal(RingFault.NotARing, FaultOf(() => GatedReader<TestRecord>.Attach(Data, Name("reader"))));

    [Fact]
    public void Attach_ControlMissing_NotFoundNamesIt()
    {
        File.Delete(Control);
        var e = Unchanged(() => GatedReader<TestRecord>.Attach(_ring, Name("reader")));
        Assert.Equal(RingFault.NotFound, e.Fault);
        Assert.Equal(Control, e.Path);

        // An observer needs no control file.
        using var observer = Observer<TestRecord>.Attach(_ring, StartAt.Oldest);
        Assert.Equal(ObserveStatus.Read, observer.TryRead(out _));
    }

    [Fact]
    public void Attach_ControlOfAnotherRing_RefusedByItsId()
    {
        RingWriter<TestRecord>.Create(_directory.Ring("other"), new RingOptions { Capacity = 2 }).Dispose();
        File.Copy(Path.Combine(_directory.Ring("other"), "control"), Control, overwrite: true);
        var e = Unchanged(() => GatedReader<TestRecord>.Attach(_ring, Name("reader"), TimeSpan.Zero));
        Assert.Contains("ring id", e.Message);
    }

    [Theory]
    [InlineData("data")]
    [InlineData("control")]
    public void Attach_SpecialFileInPlace_NotARingAndNeverHangs(string file)
    {
        var path = Path.Combine(_ring, file);
        File.Move(path, _directory.Ring("kept"));
        File.CreateSymbolicLink(path, _directory.Ring("kept"));
        Assert.Contains("symbolic link", Refused().Message);
        File.Delete(path);
        Directory.CreateDirectory(path);
        Assert.Contains("directory", Refused().Message);
        Directory.Delete(path);
        Assert.Equal(0, MakeFifo(path, 0x180));
        Assert.Contains("not a regular file", Refused().Message);
        File.Delete(path);
        File.WriteAllBytes(path, []);
        Assert.Contains("found 0", Refused().Message);

        RingException Refused()
        {
            var e = Assert.Throws<RingException>(() => GatedReader<TestRecord>.Attach(_ring, Name("reader"), TimeSpan.Zero));
            Assert.Equal(RingFault.NotARing, e.Fault);
            return e;
        }
    }

    [Fact]
    public void Attach_CreatedButNotInitialised_WaitsUntilTheDeadline()
    {
        Patch(Data, 0, new byte[8]);
        var e = Unchanged(() => GatedReader<TestRecord>.Attach(_ring, Name("reader"), TimeSpan.FromMilliseconds(20)));
        Assert.Equal(RingFault.NotInitialised, e.Fault);
        Assert.Contains("not initialised", e.Message);
    }

    [Fact]
    public async Task Attach_InitialisedBeforeTheDeadline_Succeeds()
    {
        Patch(Data, 0, new byte[8]);
        var attaching = Task.Run(() => GatedReader<TestRecord>.Attach(_ring, Name("reader"), TimeSpan.FromMinutes(1)), TestContext.Current.CancellationToken);
        Patch(Data, 0, "APRING01"u8.ToArray());
        using var reader = await attaching;
        Assert.Equal(1, reader.JoinSequence);
    }

    [Fact]
    public void Attach_RecordOfAnotherLayout_NamesTheFields()
    {
        var e = Unchanged(() => Observer<OtherRecord>.Attach(_ring));
        Assert.Equal(RingFault.Layout, e.Fault);
        Assert.Contains("'16 Double B'", e.Message);
        Assert.Contains("'16 Int64 B'", e.Message);
        Assert.DoesNotContain("Sequence", e.Message);
    }

    [Fact]
    public void Attach_OtherVersions_MajorRefusedMinorAccepted()
    {
        PatchHeader((ref RingHeader h) => h.MajorVersion = 3);
        var e = Unchanged(() => Observer<TestRecord>.Attach(_ring));
        Assert.Equal(RingFault.Version, e.Fault);
        Assert.Contains("3.0", e.Message);

        PatchHeader((ref RingHeader h) => h.ByteOrder = 0x0403_0201);
        Assert.Equal(RingFault.Version, Unchanged(() => Observer<TestRecord>.Attach(_ring)).Fault);

        PatchHeader((ref RingHeader h) =>
        {
            h.MajorVersion = 1;
            h.MinorVersion = 7;
            h.ByteOrder = RingHeader.ByteOrderValue;
            h.Flags = 42;
        });
        Observer<TestRecord>.Attach(_ring).Dispose();

        Patch(Control, RingLayout.ControlMajorVersionOffset, [2, 0]);
        Assert.Equal(RingFault.Version, FaultOf(() => GatedReader<TestRecord>.Attach(_ring, Name("reader"))));
    }

    [Fact]
    public void Attach_HeaderThatLiesWithARightChecksum_Refused()
    {
        var original = File.ReadAllBytes(Data);
        foreach (var lie in new PatchRing[]
        {
            (ref RingHeader h) => h.Capacity = 3, (ref RingHeader h) => h.Capacity = 0, (ref RingHeader h) => h.Capacity = -2, (ref RingHeader h) => h.Capacity = 4,
            (ref RingHeader h) => h.Capacity = 1L << 62, (ref RingHeader h) => h.RecordBytes = 0, (ref RingHeader h) => h.RecordBytes = -64,
            (ref RingHeader h) => h.RecordBytes = 12, (ref RingHeader h) => h.RecordBytes = 1 << 20, (ref RingHeader h) => h.SlotsOffset = 0,
            (ref RingHeader h) => h.SlotsOffset = long.MaxValue, (ref RingHeader h) => h.FileBytes = 1, (ref RingHeader h) => h.SchemaBytes = -1,
            (ref RingHeader h) => h.SchemaBytes = int.MaxValue, (ref RingHeader h) => h.FirstSequence = -1, (ref RingHeader h) => h.FirstSequence = long.MaxValue,
        })
        {
            File.WriteAllBytes(Data, original);
            PatchHeader(lie);
            Assert.Equal(RingFault.NotARing, Unchanged(() => Observer<TestRecord>.Attach(_ring)).Fault);
        }
    }

    [Fact]
    public void Attach_EveryPrefixOfAFile_NotARing()
    {
        foreach (var (path, length) in new[] { (Data, new FileInfo(Data).Length), (Control, new FileInfo(Control).Length) })
        {
            var whole = File.ReadAllBytes(path);
            using (var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
            {
                for (var cut = length - 1; cut >= 0; cut -= cut > 8400 && cut % 256 > 1 ? 128 : 1)
                {
                    RandomAccess.SetLength(file, cut);
                    Assert.Equal(RingFault.NotARing, FaultOf(() => GatedReader<TestRecord>.Attach(_ring, Name("reader"), TimeSpan.Zero)));
                    Assert.Equal(cut, RandomAccess.GetLength(file));
                }
            }

            File.WriteAllBytes(path, whole);
        }

        GatedReader<TestRecord>.Attach(_ring, Name("reader")).Dispose();
    }

    [Theory]
    [InlineData(0x01)]
    [InlineData(0x80)]
    [InlineData(0xFF)]
    public void Attach_EveryByteOfTheHeaderPageFlipped_RefusedOrHarmless(byte flip)
    {
        using var file = File.OpenHandle(Data, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var page = new byte[RingLayout.SlotsOffset];
        RandomAccess.Read(file, page, 0);
        for (var at = 0; at < page.Length; at++)
        {
            RandomAccess.Write(file, [(byte)(page[at] ^ flip)], at);
            var fault = FaultOfReadingAll();

            // The constant part: a checksum covers all but the reserved word behind it. The schema is covered by its hash.
            if (at < 0xFC)
                Assert.NotNull(fault);
            else if (at < RingLayout.CursorOffset)
                Assert.Null(fault);
            RandomAccess.Write(file, [page[at]], at);
        }

        Assert.Null(FaultOfReadingAll());
    }

    [Theory]
    [InlineData(0x01)]
    [InlineData(0xFF)]
    public void Attach_EveryByteOfTheControlHeadFlipped_RefusedOrHarmless(byte flip)
    {
        var page = File.ReadAllBytes(Control);
        using var file = File.OpenHandle(Control, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        for (var at = 0; at < RingLayout.ReadersOffset + ReaderEntry.SizeBytes; at++)
        {
            RandomAccess.Write(file, [(byte)(page[at] ^ flip)], at);
            var fault = FaultOfReadingAll();
            if (at < 0x0A || at is >= 0x10 and < 0x20)
                Assert.NotNull(fault);
            else
                Assert.Null(fault);
            RandomAccess.Write(file, page, 0);
        }
    }

    [Fact]
    public void Attach_RandomBytes_NotARing()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < 200; i++)
        {
            var bytes = new byte[random.Next(20_000)];
            random.NextBytes(bytes);
            if (i % 2 == 1 && bytes.Length > 16)
                "APRING01"u8.CopyTo(bytes);
            File.WriteAllBytes(Data, bytes);
            Assert.NotNull(Unchanged(() => GatedReader<TestRecord>.Attach(_ring, Name("reader"), TimeSpan.Zero)));
        }
    }

    private static ReaderOptions Name(string name) => new() { Name = name };

    private static RingFault FaultOf(Func<IDisposable> attach) => Assert.Throws<RingException>(() => attach().Dispose()).Fault;

    /// <summary>The exception of an attach that is refused and changes no byte.</summary>
    private RingException Unchanged(Func<IDisposable> attach)
    {
        var before = _directory.Fingerprint();
        var e = Assert.Throws<RingException>(() => attach().Dispose());
        Assert.Equal(before, _directory.Fingerprint());
        Assert.Contains(e.Path, e.Message);
        Assert.DoesNotContain('\n', e.Message);
        return e;
    }

    /// <summary>Null if all that can be read was read, by a gated reader and an observer, in a bounded number of steps.</summary>
    private RingFault? FaultOfReadingAll()
    {
        try
        {
            using var reader = GatedReader<TestRecord>.Attach(_ring, Name("reader"), TimeSpan.Zero);
            reader.Release(reader.Available());
            using var observer = Observer<TestRecord>.Attach(_ring, StartAt.Oldest);
            for (var i = 0; i < 10 && observer.TryRead(out _) is ObserveStatus.Read or ObserveStatus.Lapped; i++)
            {
            }

            return null;
        }
        catch (RingException e)
        {
            return e.Fault;
        }
    }

    private static void Patch(string path, long offset, byte[] bytes)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        RandomAccess.Write(file, bytes, offset);
    }

    private void PatchHeader(PatchRing patch)
    {
        using var file = MappedFile.OpenReadWrite(Data, RingHeader.SizeBytes);
        ref var header = ref file.At<RingHeader>(0);
        patch(ref header);
        header.Crc = header.ComputeCrc();
    }

    private delegate void PatchRing(ref RingHeader header);

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeFifo(string path, uint mode);

    [StructLayout(LayoutKind.Sequential)]
    private struct OtherRecord
    {
        internal long Sequence;
        internal long A;
        internal double B;
        internal long C;
        internal long D;
        internal long E;
        internal long F;
        internal long G;
    }
}
