namespace AlphaPulse.LoadTester.Reporting.Png;

/// <summary>A chart for documents: title, axes, grid, legend, lines, on white.</summary>
internal sealed class Chart
{
    private const int Width = 1_600;
    private const int Height = 900;
    private const int Left = 150;
    private const int Right = 1_560;
    private const int Top = 160;
    private const int Bottom = 800;
    private const int LegendY = 112;
    private const double TextSize = 17;
    private const double LineWidth = 3.2;

    private readonly Scale _x;
    private readonly Scale _y;

    public Chart(string title, string subtitle, Scale x, string xLabel, Scale y, string yLabel)
    {
        (_x, _y) = (x, y);
        Raster.Text(title, Left, 50, 24, Ink.Black);
        Raster.Text(subtitle, Left, 84, TextSize - 3, Ink.Soft);
        Raster.Text(yLabel, 20, Top - 24, TextSize - 2, Ink.Soft);
        Raster.Text(xLabel, (Left + Right) / 2.0, Height - 30, TextSize - 2, Ink.Soft, anchor: 0.5);
        Axes();
    }

    public Raster Raster { get; } = new(Width, Height);

    public double X(double value) => Left + (Math.Clamp(_x.Share(value), 0, 1) * (Right - Left));

    public double Y(double value) => Bottom - (Math.Clamp(_y.Share(value), 0, 1) * (Bottom - Top));

    public void Add(IReadOnlyList<ChartSeries> series)
    {
        foreach (var one in series)
            Draw(one);
        Legend(series);
    }

    public byte[] ToPng() => PngFile.Encode(Raster);

    private void Axes()
    {
        foreach (var (value, text) in _y.Ticks(9))
        {
            Raster.Fill(Left, Y(value), Right, Y(value) + 1, Ink.Grid);
            Raster.Text(text, Left - 14, Y(value) + (TextSize / 2), TextSize, Ink.Soft, anchor: 1);
        }

        foreach (var (value, text) in _x.Ticks(10))
        {
            Raster.Fill(X(value), Top, X(value) + 1, Bottom, Ink.Grid);
            Raster.Text(text, X(value), Bottom + 34, TextSize, Ink.Soft, anchor: X(value) > Right - 30 ? 0.8 : 0.5);
        }

        Raster.Fill(Left, Bottom, Right, Bottom + 2, Ink.Soft);
        Raster.Fill(Left - 2, Top, Left, Bottom + 2, Ink.Soft);
    }

    private void Draw(ChartSeries series)
    {
        (double X, double Y)? last = null;
        foreach (var (x, y) in series.Points)
        {
            if (!double.IsFinite(y))
            {
                last = null;
                continue;
            }

            var point = (X: X(x), Y: Y(y));
            if (series.IsDots)
                Raster.Line(point.X, point.Y, point.X, point.Y, 2.5 * LineWidth, series.Ink);
            else if (last is { } from)
                Raster.Line(from.X, from.Y, point.X, point.Y, LineWidth, series.Ink);
            else
                Raster.Line(point.X, point.Y, point.X, point.Y, LineWidth, series.Ink);
            last = point;
        }
    }

    private void Legend(IReadOnlyList<ChartSeries> series)
    {
        var x = (double)Left;
        foreach (var one in series)
        {
            Raster.Line(one.IsDots ? x + 17 : x, LegendY, one.IsDots ? x + 17 : x + 34, LegendY, one.IsDots ? 2.5 * LineWidth : LineWidth + 1, one.Ink);
            Raster.Text(one.Name, x + 46, LegendY + 6, TextSize - 2, Ink.Black);
            x += 46 + (StrokeFont.WidthOf(one.Name) * (TextSize - 2) / StrokeFont.CapitalHeight) + 36;
        }
    }
}
