
namespace AlphaPulse.EndToEnd.Tests.Repository;

/// <summary>The rules hold for this repository, and each of them fires on a planted violation.</summary>
public sealed class SourceRulesTests
{
    private static readonly string[] s_textFiles = [".cs", ".csproj", ".props", ".targets", ".sln", ".json", ".md", ".sh", ".awk", ".yml", ".yaml", ".txt", ".editorconfig", ".gitignore", ""];

    [Fact]
    public void Repository_EveryFile_KeepsEveryRule()
    {
        var files = RepositoryFiles.All.Where(path => s_textFiles.Contains(Path.GetExtension(path))).ToList();
        Assert.True(files.Count > 40, $"only {files.Count} files found below {RepositoryFiles.Root}");
        var violations = files.SelectMany(path => SourceRules.Check(path, RepositoryFiles.Read(path))).ToList();
        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }

    [Theory]
    [InlineData("engine/AlphaPulse.Engine/Books/Book.cs", "internal unsafe class Book;", "ringbuffer/")]
    [InlineData("engine/AlphaPulse.Engine/AlphaPulse.Engine.csproj", "<AllowUnsafeBlocks>true</AllowUnsafeBlocks>", "ringbuffer/")]
    [InlineData("engine/AlphaPulse.Engine/Books/Book.cs", "namespace AlphaPulse.Engine;\nclass Book;", "must be 'namespace AlphaPulse.Engine.Books;'")]
    [InlineData("engine/AlphaPulse.Engine/Books/Book.cs", "namespace AlphaPulse.Engine.Books\n{\n}", "must be 'namespace AlphaPulse.Engine.Books;'")]
    [InlineData("engine/AlphaPulse.Engine/Books/Book.cs", "internal sealed class Book;", "no namespace")]
    [InlineData("a/Book.cs", "public class Book;\npublic readonly record struct Level(int A);", "2 public types")]
    [InlineData("a/Book.cs", "class Book;\npublic class Level;", "belongs in Level.cs")]
    [InlineData("a/Book.cs", "internal static class Level;", "no type named 'Book'")]
    [InlineData("a/RingHelpers.cs", "", "says nothing")]
    [InlineData("a/Common/Ring.cs", "", "says nothing")]
    [InlineData("a/Ring.cs", "  #reg" + "ion Fields", "fold nothing")]
    [InlineData("a/Ring.cs", "#pragma warning dis" + "able CA1000", "silence nothing")]
    [InlineData("a/Ring.cs", "// TO" + "DO later", "unfinished word")]
    [InlineData("a/Ring.cs", "throw new NotImplemented" + "Exception();", "unfinished word")]
    [InlineData("README.md", "cd /wo" + "rk/main", "path of one machine")]
    [InlineData("a.sh", "cp x /ho" + "me/someone/x", "path of one machine")]
    [InlineData("a.json", "\"/ro" + "ot\"", "path of one machine")]
    [InlineData("a.props", "https://registry.example/nu" + "get/v3/index.json", "package registry")]
    public void Check_PlantedViolation_IsReported(string path, string text, string expected) =>
        Assert.Contains(SourceRules.Check(path, text), violation => violation.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void IsNotTooLong_OneLineMoreThanAllowed_IsReported()
    {
        Assert.Empty(SourceRules.IsNotTooLong("a/A.cs", string.Concat(Enumerable.Repeat("x\n", SourceRules.MaxLines))));
        Assert.Single(SourceRules.IsNotTooLong("a/A.cs", string.Concat(Enumerable.Repeat("x\n", SourceRules.MaxLines + 1))));
    }

    [Theory]
    [InlineData("ringbuffer/AlphaPulse.RingBuffer/Ring.cs", "namespace AlphaPulse.RingBuffer;\npublic unsafe class Ring;")]
    [InlineData("ringbuffer/AlphaPulse.RingBuffer/Ring.Create.cs", "namespace AlphaPulse.RingBuffer;\npublic partial class Ring<T> where T : unmanaged;")]
    [InlineData("engine/AlphaPulse.Engine/Book.cs", "namespace AlphaPulse.Engine;\n// unsafe in a comment\nclass Book { string A = \"unsafe\"; }")]
    [InlineData("engine/AlphaPulse.Engine/Program.cs", "return 0;")]
    [InlineData("docs/a.md", "../shared/data and the /dev/shm directory, a framework/work/x")]
    public void Check_WhatIsAllowed_IsNotReported(string path, string text) => Assert.Empty(SourceRules.Check(path, text));

    [Theory]
    [InlineData("a // b\nc", "a     \nc")]
    [InlineData("a /* b\nc */ d", "a     \n     d")]
    [InlineData("a(\"b\\\"c\", 'd', '\\'') e", "a(      ,    ,     ) e")]
    [InlineData("a(@\"b\"\"\\\") c", "a(@      ) c")]
    [InlineData("\"\"\"\"a\"\"\"b\"\"\"\" c", "              c")]
    public void CodeOnly_CommentsAndLiterals_AreBlanked(string source, string expected) => Assert.Equal(expected, CSharpText.CodeOnly(source));
}
