namespace AlphaPulse.LoadTester.Results;

/// <summary>A text that an option asks to save, by the rules of <see cref="OutputFile"/>.</summary>
internal static class SavedText
{
    /// <summary>False, after a line on the error output, if it could not be written. Nothing to do without a path.</summary>
    public static bool TryWrite(string option, string? path, Func<string> render, TextWriter error)
    {
        if (path is null)
            return true;
        try
        {
            using var file = OutputFile.Open(path);
            file.Write(render());
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"loadtester: {option}: '{path}' cannot be written: {(exception.InnerException ?? exception).Message.Split(" : '")[0].ReplaceLineEndings(" ")}");
            return false;
        }
    }
}
