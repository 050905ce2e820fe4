using System.Text;
using AlphaPulse.RingBuffer.Layout;

namespace AlphaPulse.RingBuffer.Fuzz;

/// <summary>Changes to a ring's bytes: such as damage makes, and such as somebody makes who knows the layout.</summary>
internal static class Mutation
{
    // Terminal codes, no UTF-8, a format character, a name that somebody depends on.
    private static readonly byte[][] s_names = ["\u001b[2J\r\n"u8.ToArray(), [0xFF, 0xC0, 0x80, 0xED, 0xA0, 0x80], Encoding.UTF8.GetBytes("\u202Eevil"), "first"u8.ToArray()];

    /// <summary>The words that participants store and load while records flow.</summary>
    private static readonly (bool IsControl, long Offset)[] s_words =
    [
        (false, RingLayout.CursorOffset), (false, RingLayout.ClaimOffset), (false, RingLayout.StateOffset), (false, RingLayout.FullCountOffset),
        (false, RingLayout.GateScansOffset), (false, RingLayout.ReclaimedReadersOffset), (true, RingLayout.ReaderHighWaterOffset),
        (true, RingLayout.WakeOffset), (true, RingLayout.PositionWakeOffset), (true, RingLayout.SnapshotRequestsOffset),
        (false, RingLayout.LastKeyframeOffset), (false, RingLayout.EpochStartOffset),
    ];

    /// <summary>Changes to a ring for many writers that only it has.</summary>
    private const int OfManyWriters = 8;

    /// <summary>Offsets of an entry's words; two fields of four bytes share one.</summary>
    private static readonly long[] s_entryWords = [0, 128, 136, 144, 152, 224];

    /// <summary>The same of a writer's entry: From, To, Published, GivenUp, state and generation, process and length of the name.</summary>
    private static readonly long[] s_writerWords = [0, 8, 16, 24, 32, 40];

    /// <summary>Any change to any byte, the constant parts included; checksums may be made right again.</summary>
    internal static void OfFile(RingImage image, ref Decisions decisions)
    {
        switch (decisions.Below(8))
        {
            case 0:
                Flip(image.Data[..(int)RingLayout.SchemaOffset], ref decisions);
                break;
            case 1:
                Flip(image.Data, ref decisions);
                break;
            case 2:
                Flip(image.Control, ref decisions);
                break;
            case 3:
                // A field of the header.
                ref var field = ref image.Word(isControl: false, decisions.Below(32) * sizeof(long));
                field = Value(image, field, ref decisions);
                break;
            case 4:
                image.Word(isControl: true, decisions.Below(64) * sizeof(long)) = decisions.Word();
                break;
            case 5:
                StoreSchema(image, ref decisions);
                break;
            case 6:
                var bytes = decisions.Below(2) == 0 ? image.Data : image.Control;
                var start = decisions.Below(bytes.Length);
                bytes[start..Math.Min(bytes.Length, start + 1 + decisions.Below(4096))].Fill((byte)decisions.Byte());
                break;
            default:
                OfWords(image, ref decisions);
                break;
        }
    }

    /// <summary>A change to the words that change while the ring is in use.</summary>
    internal static void OfWords(RingImage image, ref Decisions decisions)
    {
        var which = decisions.Below(s_words.Length + 9 + (image.HasManyWriters ? OfManyWriters : 0));
        if (which >= s_words.Length + 9)
        {
            OfWritersWords(image, which - s_words.Length - 9, ref decisions);
            return;
        }

        if (which < s_words.Length)
        {
            ref var word = ref image.Word(s_words[which].IsControl, s_words[which].Offset);
            word = Value(image, word, ref decisions);
            return;
        }

        // Few entries are in use; most changes are to them.
        var entry = RingLayout.ReaderOffset(decisions.Below(5) is 4 and var last ? last + decisions.Below(RingLayout.MaxReaders - last) : decisions.Below(4));
        if (which < s_words.Length + 7)
        {
            ref var word = ref image.Word(isControl: true, entry + s_entryWords[decisions.Below(s_entryWords.Length)]);
            word = Value(image, word, ref decisions);
        }
        else if (which == s_words.Length + 7)
        {
            s_names[decisions.Below(s_names.Length)].CopyTo(image.Control[(int)(entry + 160)..]);
        }
        else
        {
            // State and generation apart from each other.
            image.Control[(int)(entry + 128 + decisions.Below(8))] = (byte)decisions.Byte();
        }
    }

    private static void OfWritersWords(RingImage image, int which, ref Decisions decisions)
    {
        if (which < 2)
        {
            ref var word = ref image.Word(isControl: false, which == 0 ? RingLayout.LastTombstoneOffset : RingLayout.TombstonesOffset);
            word = Value(image, word, ref decisions);
            return;
        }

        // The first two are in use; most changes are to them.
        var entry = RingLayout.WriterOffset(decisions.Below(4) is 3 ? decisions.Below(RingLayout.MaxWriters) : decisions.Below(3));
        if (which < 5)
        {
            ref var word = ref image.Word(isControl: true, entry + s_writerWords[decisions.Below(s_writerWords.Length)]);
            word = Value(image, word, ref decisions);
        }
        else if (which == 5)
        {
            s_names[decisions.Below(s_names.Length)].CopyTo(image.Control[(int)(entry + 48)..]);
        }
        else
        {
            StoreStamp(image, ref decisions);
        }
    }

    /// <summary>A stamp that is believed, of a sequence near the cursor, or any other word.</summary>
    private static void StoreStamp(RingImage image, ref Decisions decisions)
    {
        var stamps = image.Stamps;
        var sequence = unchecked(image.Word(isControl: false, RingLayout.CursorOffset) + decisions.Below(2 * RingImage.Capacity) - RingImage.Capacity / 2);
        stamps[sequence] = decisions.Below(4) switch
        {
            0 => stamps.Tombstone(sequence),
            1 => Value(image, stamps[sequence], ref decisions),
            _ => stamps.Published(sequence, 1 + decisions.Below(RingImage.Capacity)),
        };
    }

    /// <summary>Makes the checksums right, as somebody does who wants the header to be believed.</summary>
    internal static void Seal(RingImage image, ref Decisions decisions)
    {
        var how = decisions.Below(4);
        ref var header = ref image.Header;
        if (how > 1)
            header.LayoutHash = RecordSchema.HashOf(image.Data.Slice((int)RingLayout.SchemaOffset, Math.Clamp(header.SchemaBytes, 0, RingLayout.MaxSchemaBytes)));
        if (how > 0)
            header.Crc = header.ComputeCrc();
    }

    private static void Flip(Span<byte> bytes, ref Decisions decisions) => bytes[decisions.Below(bytes.Length)] ^= (byte)(1 << decisions.Below(8));

    private static void StoreSchema(RingImage image, ref Decisions decisions)
    {
        var schema = image.Data.Slice((int)RingLayout.SchemaOffset, RingLayout.MaxSchemaBytes);
        var at = decisions.Below(48);
        s_names[decisions.Below(s_names.Length)].CopyTo(schema[at..]);
        if (decisions.Below(4) != 0)
            return;
        schema.Fill((byte)decisions.Byte());
        image.Header.SchemaBytes = decisions.Below(RingLayout.MaxSchemaBytes + 2);
    }

    private static long Value(RingImage image, long present, ref Decisions decisions) => decisions.Below(20) switch
    {
        0 => 0,
        1 => -1,
        2 => long.MinValue,
        3 => long.MaxValue,
        4 => 1L << 40,
        5 => 1L << 62,
        6 => unchecked(present + 1),
        7 => unchecked(present - 1),
        8 => unchecked(present + RingImage.Capacity),
        9 => unchecked(present - RingImage.Capacity),
        10 => unchecked(present + RingImage.Capacity + 1),
        11 => image.Word(isControl: false, RingLayout.CursorOffset),
        12 => image.Word(isControl: false, RingLayout.ClaimOffset),
        13 => decisions.Byte(),
        14 => present ^ 1L << decisions.Below(64),
        15 => unchecked(-present),
        16 => (present & uint.MaxValue) | (long)decisions.Byte() << 32,
        17 => int.MaxValue,
        18 => uint.MaxValue,
        _ => decisions.Word(),
    };
}
