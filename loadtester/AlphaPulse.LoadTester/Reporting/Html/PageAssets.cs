using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace AlphaPulse.LoadTester.Reporting.Html;

/// <summary>The page's style and script, from the assembly's resources, and the hashes by which the page's security policy lets just these in.</summary>
internal static class PageAssets
{
    // In the order in which they use each other.
    private static readonly string[] s_scripts = ["format.js", "axis.js", "plot.js", "interaction.js", "heat.js", "charts.js", "main.js"];

    public static string Style { get; } = Read("page.css");

    public static string Script { get; } = string.Join('\n', s_scripts.Select(Read));

    /// <summary>As a source of a content security policy.</summary>
    public static string HashOf(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Report.{name}")
            ?? throw new InvalidOperationException($"the program was built without {name}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
