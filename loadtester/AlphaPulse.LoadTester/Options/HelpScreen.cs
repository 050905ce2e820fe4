using System.Text;
using CommandLine;

namespace AlphaPulse.LoadTester.Options;

/// <summary>Lays out a command's help: usage, then options in sections, in two columns.</summary>
internal sealed class HelpScreen
{
    private const int OptionColumn = 43;
    private readonly StringBuilder _text = new();
    private readonly int _width;

    /// <param name="width">Columns of the terminal; kept between 80 and 100, where two columns of text read well.</param>
    public HelpScreen(int width) => _width = Math.Clamp(width, 80, 100);

    public HelpScreen Line(string text = "")
    {
        Wrap(text, 0);
        return this;
    }

    public HelpScreen Item(string name, string description, int column = OptionColumn)
    {
        _text.Append("  ").Append(name);
        if (name.Length + 2 >= column)
            _text.Append('\n').Append(' ', column);
        else
            _text.Append(' ', column - 2 - name.Length);
        Wrap(description, column);
        return this;
    }

    public HelpScreen Items<T>(IEnumerable<T> items, Func<T, string> name, Func<T, string> description, int column)
    {
        foreach (var item in items)
            Item(name(item), description(item), column);
        return this;
    }

    public HelpScreen Options(OptionTable table, string title, params string[] longNames)
    {
        _text.Append('\n').Append(title).Append(":\n");
        foreach (var name in longNames)
            Item(Name(table, table.Find(name)!), table.Find(name)!.HelpText);
        return this;
    }

    public override string ToString() => _text.ToString();

    private static string Name(OptionTable table, OptionAttribute option)
    {
        var dashes = option.ShortName.Length > 0 ? $"-{option.ShortName}, --{option.LongName}" : $"    --{option.LongName}";
        return table.IsSwitch(option) ? dashes : $"{dashes} <{option.MetaValue}>";
    }

    private void Wrap(string text, int indent)
    {
        var column = indent;
        // "[default: 10]" is one word.
        foreach (var word in text.Replace("[default: ", "[default:\u00A0", StringComparison.Ordinal).Split(' '))
        {
            if (column > indent && column + 1 + word.Length > _width)
            {
                _text.Append('\n').Append(' ', indent);
                column = indent;
            }

            if (column > indent)
            {
                _text.Append(' ');
                column++;
            }

            _text.Append(word.Replace('\u00A0', ' '));
            column += word.Length;
        }

        _text.Append('\n');
    }
}
