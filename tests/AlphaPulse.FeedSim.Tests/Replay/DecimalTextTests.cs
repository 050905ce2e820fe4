using System.Globalization;
using System.Text;
using AlphaPulse.FeedSim.Replay;
using FsCheck.Fluent;

namespace AlphaPulse.FeedSim.Tests.Replay;

public sealed class DecimalTextTests
{
    [Theory]
    [InlineData("0", 0, 0)]
    [InlineData("61737.63000000", 6173763000000, 8)]
    [InlineData("-0.25", -25, 2)]
    [InlineData(".5", 5, 1)]
    [InlineData("5.", 5, 0)]
    [InlineData("0000000000000000000000000.1", 1, 1)]
    [InlineData("9223372036854775807", long.MaxValue, 0)]
    public void TryParse_DecimalText_IsExact(string text, long value, int decimals)
    {
        Assert.True(DecimalText.TryParse(Encoding.ASCII.GetBytes(text), out var found, out var foundDecimals));
        Assert.Equal((value, decimals), (found, foundDecimals));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("-.")]
    [InlineData("1e5")]
    [InlineData("+1")]
    [InlineData("1.2.3")]
    [InlineData(" 1")]
    [InlineData("1,5")]
    [InlineData("9223372036854775808")]
    [InlineData("99999999999999999999999")]
    [InlineData("0.0000000000000000001")]
    public void TryParse_AnythingElse_IsRefused(string text) =>
        Assert.False(DecimalText.TryParse(Encoding.ASCII.GetBytes(text), out _, out _));

    [Theory]
    [InlineData("1.25", 3, true, 1250)]
    [InlineData("1.2500", 2, true, 125)]
    [InlineData("1.251", 2, false, 0)]
    [InlineData("9223372036854775807", 1, false, 0)]
    public void TryParseFixed_SurplusDigits_MustBeZero(string text, int decimals, bool isValid, long expected)
    {
        Assert.Equal(isValid, DecimalText.TryParseFixed(Encoding.ASCII.GetBytes(text), decimals, out var value));
        if (isValid)
            Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("35821.088778456004", 35821088778456)]
    [InlineData("1.0000000006", 1000000001)]
    [InlineData("1.0000000005", 1000000001)]
    [InlineData("1.00000000049", 1000000000)]
    public void TryParseRounded_DigitsBelowTheNanosecond_AreRounded(string text, long expected)
    {
        Assert.True(DecimalText.TryParseRounded(Encoding.ASCII.GetBytes(text), 9, out var value));
        Assert.Equal(expected, value);
    }

    [Fact]
    public void TryParse_AnyNumber_AgreesWithDecimal()
    {
        var numbers = Gen.Choose(0, int.MaxValue).Two().SelectMany(n => Gen.Choose(0, 18).Select(d => (High: n.Item1, Low: n.Item2, Decimals: d)));
        SeededProperty.Check(numbers, n =>
        {
            var number = new decimal(n.Low, n.High, 0, n.High % 3 == 0, (byte)n.Decimals);
            var text = Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture));
            return DecimalText.TryParse(text, out var value, out var decimals) && decimals == n.Decimals && new decimal(value) / Power(decimals) == number;
        });
    }

    private static decimal Power(int decimals)
    {
        var power = 1m;
        for (var i = 0; i < decimals; i++)
            power *= 10;
        return power;
    }
}
