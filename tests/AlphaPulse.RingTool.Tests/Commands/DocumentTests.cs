using AlphaPulse.RingTool.Reports;

namespace AlphaPulse.RingTool.Tests.Commands;

/// <summary>docs/ringtool.md names the fields that the program writes with --json, all and no others.</summary>
public sealed class DocumentTests
{
    [Theory]
    [InlineData("list", typeof(ListedRing))]
    [InlineData("stat", typeof(RingReport))]
    [InlineData("verify", typeof(VerifyReport))]
    [InlineData("clean", typeof(CleanedDirectory))]
    public void Document_FieldsOfEachReport_AreAllExplainedAndNoOthers(string section, Type report) => DocumentedFields.AssertSame(
        ModelFields.Paths(report).Select(path => $"{section}: {path}"),
        DocumentedFields.In(DocumentedFields.Page("ringtool.md")).Where(field => field.StartsWith(section + ": ", StringComparison.Ordinal)),
        "the program writes",
        "docs/ringtool.md explains");
}
