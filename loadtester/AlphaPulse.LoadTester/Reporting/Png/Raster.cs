namespace AlphaPulse.LoadTester.Reporting.Png;

/// <summary>Pixels, and the few things that a chart draws: surfaces, lines with smooth edges, text. Outside of it nothing is drawn.</summary>
internal sealed class Raster
{
    private readonly byte[] _pixels;

    public Raster(int width, int height)
    {
        (Width, Height) = (width, height);
        _pixels = new byte[width * height * 3];
        Array.Fill(_pixels, byte.MaxValue);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Red, green, blue, row by row.</summary>
    public ReadOnlySpan<byte> Row(int y) => _pixels.AsSpan(y * Width * 3, Width * 3);

    public Ink At(int x, int y) => new(_pixels[((y * Width) + x) * 3], _pixels[(((y * Width) + x) * 3) + 1], _pixels[(((y * Width) + x) * 3) + 2]);

    /// <summary>At least a pixel of it, so that what is there is seen.</summary>
    public void Fill(double left, double top, double right, double bottom, Ink ink, double opacity = 1)
    {
        var (fromX, fromY) = (Math.Max(0, (int)Math.Floor(left)), Math.Max(0, (int)Math.Floor(top)));
        var (toX, toY) = (Math.Min(Width, Math.Max(fromX + 1, (int)Math.Ceiling(right))), Math.Min(Height, Math.Max(fromY + 1, (int)Math.Ceiling(bottom))));
        for (var y = fromY; y < toY; y++)
        {
            for (var x = fromX; x < toX; x++)
                Blend(x, y, ink, opacity);
        }
    }

    /// <summary>A stroke with round ends.</summary>
    public void Line(double x0, double y0, double x1, double y1, double width, Ink ink)
    {
        var reach = (width / 2) + 1;
        var (fromX, toX) = (Math.Max(0, (int)(Math.Min(x0, x1) - reach)), Math.Min(Width - 1, (int)(Math.Max(x0, x1) + reach)));
        var (fromY, toY) = (Math.Max(0, (int)(Math.Min(y0, y1) - reach)), Math.Min(Height - 1, (int)(Math.Max(y0, y1) + reach)));
        var (dx, dy) = (x1 - x0, y1 - y0);
        var square = (dx * dx) + (dy * dy);
        for (var y = fromY; y <= toY; y++)
        {
            for (var x = fromX; x <= toX; x++)
            {
                var along = square == 0 ? 0 : Math.Clamp((((x + 0.5 - x0) * dx) + ((y + 0.5 - y0) * dy)) / square, 0, 1);
                var (offX, offY) = (x + 0.5 - x0 - (along * dx), y + 0.5 - y0 - (along * dy));
                Blend(x, y, ink, Math.Clamp((width / 2) + 0.5 - Math.Sqrt((offX * offX) + (offY * offY)), 0, 1));
            }
        }
    }

    /// <summary>Text on a baseline.</summary>
    /// <param name="text">Characters that the font lacks become boxes.</param>
    /// <param name="x">Where it starts, ends or has its middle, as <paramref name="anchor"/> says.</param>
    /// <param name="baseline">Its lower edge without descenders.</param>
    /// <param name="size">Height of a capital letter.</param>
    /// <param name="ink">Colour.</param>
    /// <param name="anchor">0 starts at x, 0.5 has its middle there, 1 ends there.</param>
    public void Text(string text, double x, double baseline, double size, Ink ink, double anchor = 0)
    {
        var scale = size / StrokeFont.CapitalHeight;
        x -= StrokeFont.WidthOf(text) * scale * anchor;
        foreach (var character in text)
        {
            var glyph = StrokeFont.Of(character);
            foreach (var stroke in glyph.Strokes)
            {
                for (var i = 1; i < stroke.Length; i++)
                    Line(x + (stroke[i - 1].X * scale), baseline - (stroke[i - 1].Y * scale), x + (stroke[i].X * scale), baseline - (stroke[i].Y * scale), size / 8, ink);
            }

            x += (glyph.Width + StrokeFont.Spacing) * scale;
        }
    }

    private void Blend(int x, int y, Ink ink, double opacity)
    {
        if (opacity <= 0)
            return;
        var mixed = At(x, y).Mixed(ink, opacity);
        var index = ((y * Width) + x) * 3;
        (_pixels[index], _pixels[index + 1], _pixels[index + 2]) = (mixed.Red, mixed.Green, mixed.Blue);
    }
}
