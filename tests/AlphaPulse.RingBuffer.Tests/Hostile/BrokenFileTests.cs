using AlphaPulse.RingBuffer.Fuzz;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingBuffer.Tests.Hostile;

/// <summary>Files that are damaged, cut off, or something else: each way to open a ring refuses them with a plain error, or works, and changes nothing.</summary>
public sealed class BrokenFileTests : IDisposable
{
    private readonly RingDirectory _directory = new();
    private readonly string _ring;
    private readonly byte[] _data;
    private readonly byte[] _control;

    public BrokenFileTests()
    {
        _ring = _directory.Ring();
        using (var writer = RingWriter<TestRecord>.Create(_ring, new RingOptions { Capacity = 2 }))
            writer.TryPublish(default);
        _data = File.ReadAllBytes(RingImage.DataPath(_ring));
        _control = File.ReadAllBytes(RingImage.ControlPath(_ring));
    }

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("data")]
    [InlineData("control")]
    public void Open_EveryPrefix_RefusedInEveryWayAndUnchanged(string name)
    {
        var path = Path.Combine(_ring, name);
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var length = RandomAccess.GetLength(file);

        // Each prefix in one of the ways, each way with a quarter of the prefixes; an observer does not open control.
        var ways = AccessKinds.Opening.Where(way => way.Key != "observe" || name == "data").Select(way => way.Value).ToArray();
        for (var cut = length - 1; cut >= 0; cut--)
        {
            RandomAccess.SetLength(file, cut);
            Assert.Equal(RingFault.NotARing, Assert.Throws<RingException>(() => ways[cut % ways.Length](_ring, TrustedOwner.SelfOrRoot)).Fault);
            Assert.Equal(cut, RandomAccess.GetLength(file));
        }

        Assert.Equal(name == "data" ? _control : _data, File.ReadAllBytes(name == "data" ? RingImage.ControlPath(_ring) : RingImage.DataPath(_ring)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Open_EveryBitOfTheFirst8KibFlipped_RefusedOrWorksAndUnchanged(bool hasManyWriters)
    {
        using var image = new RingImage(hasManyWriters);
        var outcomes = new Outcomes();
        using var target = TargetOf(image);
        var refused = 0;
        for (var bit = 0; bit < 8 * 0x2000; bit++)
        {
            image.Reset(0);
            image.Data[bit / 8] ^= (byte)(1 << bit % 8);
            outcomes.Clear();
            outcomes.IsRingChanged = true;

            // The constant part is under a checksum, all but its reserved last word; the schema is under its hash.
            var isConstant = bit < 8 * 0xFC || bit >= 8 * RingLayout.SchemaOffset && bit < 8 * (RingLayout.SchemaOffset + image.Header.SchemaBytes);
            var isRefused = target.Use(image, outcomes);
            Assert.True(isRefused == isConstant, $"bit {bit}: {string.Join(", ", outcomes.Texts)}");
            refused += isRefused ? 1 : 0;
        }

        Assert.InRange(refused, 8 * 0xFC, 8 * 0x200);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Open_EveryBitOfTheControlHeadAndAnEntryFlipped_RefusedOrWorksAndUnchanged(bool hasManyWriters)
    {
        using var image = new RingImage(hasManyWriters);
        var outcomes = new Outcomes();
        using var target = TargetOf(image);
        for (var bit = 0; bit < 8 * (RingLayout.ReadersOffset + ReaderEntry.SizeBytes); bit++)
        {
            image.Reset(0);
            image.Control[bit / 8] ^= (byte)(1 << bit % 8);
            outcomes.Clear();
            outcomes.IsRingChanged = true;
            var isConstant = bit / 8 is < 0x0A or >= 0x10 and < 0x20;
            Assert.True(target.Use(image, outcomes) == isConstant, $"bit {bit}: {string.Join(", ", outcomes.Texts)}");
        }
    }

    [Fact]
    public void Open_RandomBytes_RefusedInEveryWayAndUnchanged()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < 40; i++)
        {
            var bytes = new byte[random.Next(40_000)];
            random.NextBytes(bytes);
            if (i % 2 == 1 && bytes.Length > 16)
                "APRING01"u8.CopyTo(bytes);
            File.WriteAllBytes(RingImage.DataPath(_ring), bytes);
            AccessKinds.AssertAllRefused(_directory, _ring, RingFault.NotARing, RingFault.Version);
        }

        File.WriteAllBytes(RingImage.DataPath(_ring), _data);
        File.WriteAllBytes(RingImage.ControlPath(_ring), new byte[100]);
        Assert.Equal(RingFault.NotARing, Assert.Throws<RingException>(() => AccessKinds.Replace(_ring)).Fault);
        var noise = new byte[RingLayout.ControlBytes];
        random.NextBytes(noise);
        File.WriteAllBytes(RingImage.ControlPath(_ring), noise);
        var before = _directory.Fingerprint();
        Assert.Equal(RingFault.NotARing, Assert.Throws<RingException>(() => AccessKinds.Replace(_ring)).Fault);
        Assert.Equal(before, _directory.Fingerprint());
    }

    [Fact]
    public void Open_AnotherVersionOrByteOrder_RefusedInEveryWayAndUnchanged()
    {
        Forge((ref RingHeader header) => header.MajorVersion = 3);
        AccessKinds.AssertAllRefused(_directory, _ring, RingFault.Version);
        Forge((ref RingHeader header) => header.ByteOrder = 0x0403_0201);
        AccessKinds.AssertAllRefused(_directory, _ring, RingFault.Version);
        Forge((ref RingHeader header) => (header.MajorVersion, header.Capacity) = (0x0100, 0x0200_0000_0000_0000));
        AccessKinds.AssertAllRefused(_directory, _ring, RingFault.Version);
    }

    [Fact]
    public void Open_AnotherRecord_RefusedAndTerminalCodesOfItsTextAreNotRepeated()
    {
        var text = RecordSchema.Of<TestRecord>().Text.Replace("Int64 G", "Int64 \u001b[2J\u001b]0;owned\u0007\u202E\r") + "\n64 Int64 " + new string('x', 3000);
        using (var file = MappedFile.OpenReadWrite(RingImage.DataPath(_ring), RingLayout.SlotsOffset))
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(text);
            bytes.CopyTo(file.Bytes(RingLayout.SchemaOffset, bytes.Length));
            ref var header = ref file.At<RingHeader>(0);
            header.SchemaBytes = bytes.Length;
            header.LayoutHash = RecordSchema.HashOf(bytes);
            header.Crc = header.ComputeCrc();
        }

        var before = _directory.Fingerprint();
        foreach (var way in new[] { "observe", "join", "resume" })
            Assert.Equal(RingFault.Layout, Assert.Throws<RingException>(() => AccessKinds.Opening[way](_ring, TrustedOwner.SelfOrRoot)).Fault);
        Assert.Equal(before, _directory.Fingerprint());
        var message = Assert.Throws<RingException>(() => AccessKinds.Opening["observe"](_ring, TrustedOwner.SelfOrRoot)).Message;
        Assert.Contains("Int64 ?[2J?]0;owned???", message);
        Assert.InRange(message.Length, 100, 1000);
    }

    [Theory]
    [InlineData("data")]
    [InlineData("control")]
    public void Open_FileWithHoles_RefusedBecauseATouchCouldEndTheProcess(string name)
    {
        using (var file = File.OpenHandle(Path.Combine(_ring, name), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
            RandomAccess.SetLength(file, 1 << 20);
        var e = Assert.Throws<RingException>(() => AccessKinds.Opening["join"](_ring, TrustedOwner.SelfOrRoot));
        Assert.Equal(RingFault.NotARing, e.Fault);
        Assert.Contains("has holes", e.Message);
    }

    [Fact]
    public void Open_TimesBootIdAndProcessIdsThatLie_MakeNoDifference()
    {
        foreach (var (created, pid) in new[] { (long.MinValue, -1), (long.MaxValue, int.MaxValue), (0L, 1), (-1L, Environment.ProcessId) })
        {
            File.WriteAllBytes(RingImage.DataPath(_ring), _data);
            File.WriteAllBytes(RingImage.ControlPath(_ring), _control);
            Forge((ref RingHeader header) => (header.CreatedUnixNs, header.CreatorPid, header.BootId) = (created, pid, Guid.NewGuid()));
            File.SetLastWriteTimeUtc(RingImage.DataPath(_ring), DateTime.UtcNow.AddYears(pid < 2 ? 50 : -50));
            Directory.SetLastWriteTimeUtc(_ring, DateTime.UtcNow.AddYears(pid < 2 ? 50 : -50));
            foreach (var open in AccessKinds.Opening.Values)
                open(_ring, TrustedOwner.SelfOrRoot);
        }

        AccessKinds.Replace(_ring);
    }

    private void Forge(PatchRing patch)
    {
        using var file = MappedFile.OpenReadWrite(RingImage.DataPath(_ring), RingHeader.SizeBytes);
        ref var header = ref file.At<RingHeader>(0);
        patch(ref header);
        header.Crc = header.ComputeCrc();
    }

    private delegate void PatchRing(ref RingHeader header);

    private static FileTarget TargetOf(RingImage image) =>
        image.HasManyWriters ? new FileTarget(new RingImage(), image) : new FileTarget(image, new RingImage(hasManyWriters: true));
}
