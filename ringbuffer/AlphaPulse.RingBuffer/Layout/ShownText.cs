using System.Globalization;
using System.Text;

namespace AlphaPulse.RingBuffer.Layout;

/// <summary>Text that another process stored, made fit to be shown: it cannot move a cursor, colour a terminal or break a line.</summary>
internal static class ShownText
{
    /// <summary>Decodes UTF-8. What is no UTF-8 becomes U+FFFD, every control, format and separating character but the space a question mark.</summary>
    /// <param name="bytes">A copy: bytes that change while they are decoded would overrun the decoder's result.</param>
    internal static string Of(ReadOnlySpan<byte> bytes) => Of(Encoding.UTF8.GetString(bytes));

    /// <inheritdoc cref="Of(ReadOnlySpan{byte})"/>
    internal static string Of(string text) => IsFit(text) ? text : string.Create(text.Length, text, static (result, text) =>
    {
        for (var i = 0; i < text.Length; i++)
            result[i] = IsFit(text[i]) ? text[i] : '?';
    });

    /// <summary>Whether a text would be shown as it is.</summary>
    internal static bool IsFit(string text)
    {
        foreach (var c in text)
        {
            if (!IsFit(c))
                return false;
        }

        return true;
    }

    private static bool IsFit(char c) => char.GetUnicodeCategory(c) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse);
}
