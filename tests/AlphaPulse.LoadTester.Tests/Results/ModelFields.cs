using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AlphaPulse.LoadTester.Tests.Results;

/// <summary>The fields that a record of the code is written with, as <see cref="SchemaFields.Paths"/> has them.</summary>
internal static class ModelFields
{
    /// <param name="type">Of the root.</param>
    /// <param name="prefix">Before each path.</param>
    /// <remarks>What is of another namespace is explained where that is.</remarks>
    public static IEnumerable<string> Paths(Type type, string prefix = "")
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetMethod is null || property.GetCustomAttribute<JsonIgnoreAttribute>() is not null)
                continue;
            var name = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
            var path = prefix.Length == 0 ? name : $"{prefix}.{name}";
            yield return path;
            var (element, suffix) = Element(property.PropertyType);
            if (element.Namespace != type.Namespace || element.IsEnum)
                continue;
            foreach (var inner in Paths(element, path + suffix))
                yield return inner;
        }
    }

    private static (Type Element, string Suffix) Element(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return (underlying, "");
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? (type.GetGenericArguments()[0], "[]") : (type, "");
    }
}
