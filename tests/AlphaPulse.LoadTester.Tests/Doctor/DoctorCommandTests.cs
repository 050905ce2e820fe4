using System.Text.Json;
using AlphaPulse.LoadTester.Commands;
using AlphaPulse.LoadTester.Options;

namespace AlphaPulse.LoadTester.Tests.Doctor;

public sealed class DoctorCommandTests
{
    [Theory]
    [InlineData(false, false, 0)]
    [InlineData(false, true, 0)]
    [InlineData(true, false, 0)]
    [InlineData(true, true, 12)]
    public void Show_WarningAndStrict_DecideTheExitCode(bool isFaulty, bool isStrict, int exitCode)
    {
        using var machine = new MachineFixture();
        if (isFaulty)
            machine.Governor(0, "powersave");

        Assert.Equal(exitCode, DoctorCommand.Show(machine.Examine(), new DoctorOptions { Strict = isStrict }, TextWriter.Null));
        Assert.Equal(exitCode, DoctorCommand.Show(machine.Examine(), new DoctorOptions { Strict = isStrict, Json = true }, TextWriter.Null));
    }

    [Fact]
    public void Show_FitAndFaultyMachine_AreTheGoldenScreens()
    {
        using var machine = new MachineFixture();
        using var screen = new StringWriter();
        DoctorCommand.Show(machine.Examine(), new DoctorOptions(), screen);
        machine.Governor(0, "powersave");
        machine.Write("/sys/kernel/mm/transparent_hugepage/enabled", "[always] madvise never\n");
        DoctorCommand.Show(machine.Examine(), new DoctorOptions { Strict = true }, screen);

        Golden.Verify("doctor.txt", System.Text.RegularExpressions.Regex.Replace(screen.ToString(), "[0-9,.]+ MB free", "# MB free"));
    }

    [Fact]
    public void Show_Json_HasEveryCheckWithItsEvidence()
    {
        using var machine = new MachineFixture();
        machine.Governor(0, "powersave");
        using var text = new StringWriter();

        DoctorCommand.Show(machine.Examine(), new DoctorOptions { Json = true }, text);

        var root = JsonDocument.Parse(text.ToString()).RootElement;
        Assert.Equal("alphapulse.doctor/1", root.GetProperty("schema").GetString());
        Assert.False(root.GetProperty("is_fit").GetBoolean());
        var governor = root.GetProperty("checks").EnumerateArray().Single(line => line.GetProperty("check").GetString() == "governor");
        Assert.Equal("warning", governor.GetProperty("level").GetString());
        Assert.Equal("performance on 3, powersave on 1", governor.GetProperty("evidence").GetString());
    }
}
