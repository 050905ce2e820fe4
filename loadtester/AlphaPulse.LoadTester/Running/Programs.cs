using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AlphaPulse.LoadTester.Running;

/// <summary>Finds feedsim and feedengine, which are copied beside the load tester wherever it is: build output, publish output, tool package.</summary>
internal static class Programs
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <param name="name">feedsim or feedengine.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="ChildException">It is not there, or there is nothing to start it with.</exception>
    public static ProcessStartInfo Find(string name, params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, name);
        if (!File.Exists(program + ".dll"))
            throw new ChildException($"{name} is not beside the load tester: expected {program}.dll. Build the solution, or install the tool again");
        return At(program, arguments);
    }

    /// <param name="program">Path of the program without an ending; its .dll exists.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="ChildException">There is nothing to start it with.</exception>
    public static ProcessStartInfo At(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo { WorkingDirectory = Environment.CurrentDirectory };
        var root = DotnetRoot();
        if (File.Exists(program) && (File.GetUnixFileMode(program) & AnyExecute) != 0)
        {
            start.FileName = program;

            // The program's own host looks only in default places for a runtime; this one runs already.
            start.Environment["DOTNET_ROOT"] = root;
        }
        else
        {
            // A tool package does not keep the permission to execute.
            start.FileName = Path.Combine(root, "dotnet");
            if (!File.Exists(start.FileName))
                throw new ChildException($"{Path.GetFileName(program)} cannot be started: expected {start.FileName}, or {program} with permission to execute");
            start.ArgumentList.Add("exec");
            start.ArgumentList.Add(program + ".dll");
        }

        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return start;
    }

    // <root>/shared/Microsoft.NETCore.App/<version>/
    private static string DotnetRoot() => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
}
