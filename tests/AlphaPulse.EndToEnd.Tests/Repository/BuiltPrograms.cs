namespace AlphaPulse.EndToEnd.Tests.Repository;

/// <summary>The programs as they were built for this test run: beside the load tester, which starts the two others.</summary>
internal static class BuiltPrograms
{
    // bin/Release/net10.0, the same below every project.
    private static readonly string s_output = Path.GetRelativePath(RepositoryFiles.FullPath("tests/AlphaPulse.EndToEnd.Tests"), AppContext.BaseDirectory);

    private static readonly string s_folder = Path.Combine(RepositoryFiles.FullPath("loadtester/AlphaPulse.LoadTester"), s_output);

    private static readonly string s_ringToolFolder = Path.Combine(RepositoryFiles.FullPath("ringtool/AlphaPulse.RingTool"), s_output);

    /// <summary>The writer and reader of the ring that the README shows.</summary>
    public static string RingSample { get; } = Path.Combine(RepositoryFiles.FullPath("samples/RingHello"), s_output, "RingHello.dll");

    /// <summary>Release or Debug.</summary>
    public static string Configuration { get; } = Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(s_output)))!;

    public static string PathOf(string program) => Path.Combine(program == "ringtool" ? s_ringToolFolder : s_folder, program + ".dll");

    public static CommandResult Run(string program, params IEnumerable<string> arguments) =>
        Command.Run("dotnet", arguments.Prepend(PathOf(program)));
}
