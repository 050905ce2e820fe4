namespace AlphaPulse.EndToEnd.Tests.Reports;

/// <summary>What tests ask of a page that only the browser can compute. Luminance and contrast as WCAG 2 defines them.</summary>
internal static class PageScripts
{
    public const string BackgroundLuminance = $"(() => {{ {Luminance} return luminance(getComputedStyle(document.body).backgroundColor); }})()";

    /// <summary>Of the colours that text has, against what it stands on.</summary>
    public const string Contrasts = $$"""
        (() => {
            {{Luminance}}
            const probe = document.createElement('i');
            document.body.append(probe);
            const of = name => { probe.style.color = `var(--${name})`; return luminance(getComputedStyle(probe).color); };
            const contrast = (a, b) => (Math.max(of(a), of(b)) + 0.05) / (Math.min(of(a), of(b)) + 0.05);
            const found = {};
            for (const [text, back] of [['ink', 'card'], ['ink', 'back'], ['soft', 'card'], ['soft', 'back'], ['good', 'card'], ['bad', 'card'], ['warn', 'card'], ['ink', 'bad-back'], ['ink', 'warn-back'], ['ink', 'good-back'], ['focus', 'back']])
                found[`${text} on ${back}`] = contrast(text, back);
            probe.remove();
            return found;
        })()
        """;

    private const string Luminance = """
        const luminance = colour => { const [r, g, b] = colour.match(/[\d.]+/g).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
        """;
}
