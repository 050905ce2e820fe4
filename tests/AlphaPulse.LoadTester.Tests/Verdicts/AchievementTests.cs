using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Tests.Verdicts;

public sealed class AchievementTests
{
    [Theory]
    [InlineData(100.0, "Green")]
    [InlineData(95.0, "Green")]
    [InlineData(94.9, "Yellow")]
    [InlineData(94.9999, "Yellow")]
    [InlineData(80.0, "Yellow")]
    [InlineData(79.9, "Red")]
    [InlineData(0.0, "Red")]
    public void GradeOf_Percent_HasItsColour(double percent, string grade) => Assert.Equal(grade, Achievement.GradeOf(percent).ToString());

    [Fact]
    public void Percent_ThreeExchangesAtAThirdOfTheRate_Is33()
    {
        // 3 exchanges x 10,000/s x 60 s scheduled, each wrote a third: one exchange's target, not the run's.
        var percent = Achievement.Percent(written: 3 * 10_000 * 60 / 3, scheduled: 3 * 10_000 * 60);

        Assert.Equal(33.3, percent!.Value, 1);
        Assert.Equal(Grade.Red, Achievement.GradeOf(percent.Value));
    }

    [Fact]
    public void Percent_NothingScheduled_IsNone() => Assert.Null(Achievement.Percent(0, 0));
}
