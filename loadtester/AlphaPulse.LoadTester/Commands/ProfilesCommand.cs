using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Profiles;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Commands;

/// <summary><c>loadtester profiles</c>: what each profile sends and demands.</summary>
internal static class ProfilesCommand
{
    public static int Run(ProfilesOptions options, CommandContext context, FaultList faults) =>
        faults.IsEmpty ? context.Print(Text(context.Width)) : ExitCode.Usage;

    private static string Text(int width)
    {
        var screen = new HelpScreen(width);
        foreach (var profile in BuiltInProfiles.All)
        {
            screen.Line($"{profile.Name}: {profile.Description}");
            screen.Item("options:", string.Join(' ', profile.Values.Select(value => $"--{value.Key}\u00A0{value.Value}")), 14);
            screen.Item("objectives:", string.Join(", ", profile.Objectives.Select(objective => objective.ToString().Replace(' ', '\u00A0'))), 14);
            screen.Line();
        }

        screen.Line("Without a profile the objectives of 'stress' hold. Options beside --profile override it; a run that is shorter or smaller than its profile reads PARTIAL, never PASSED.");
        return screen.ToString();
    }
}
