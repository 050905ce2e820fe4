using System.Text;
using System.Xml;

namespace AlphaPulse.LoadTester.Reporting;

/// <summary>Text that XML and HTML can hold: they have no characters for most control codes and for halves of surrogate pairs, not even escaped.</summary>
internal static class PlainText
{
    private const char Replacement = '\uFFFD';

    public static string Of(string text)
    {
        var valid = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
                valid.Append(text[i]).Append(text[++i]);
            else
                valid.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : Replacement);
        }

        return valid.ToString();
    }
}
