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
        var percent = Achievement.Percent(written: 3 * 10_000 * 60 / 3, 60, scheduled: 3 * 10_000 * 60, 60);

        Assert.Equal(33.3, percent!.Value, 1);
        Assert.Equal(Grade.Red, Achievement.GradeOf(percent.Value));
    }

    [Fact]
    public void Percent_NothingScheduled_IsNone() => Assert.Null(Achievement.Percent(0, 1, 0, 1));

    [Fact]
    public void Percent_EverythingWrittenTooLate_IsTheRateThatWasReached() =>
        Assert.Equal(78.9, Achievement.Percent(36_000_000, 7.6, 36_000_000, 6)!.Value, 1);

    [Fact]
    public void Percent_MoreThanScheduled_IsNotMoreThanAll() => Assert.Equal(100, Achievement.Percent(1_016, 1, 1_000, 1));
}
