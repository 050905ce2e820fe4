using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace AlphaPulse.EndToEnd.Tests.Repository;

/// <summary>The public surface of an assembly as sorted text, one declaration a line, so that a change of it is seen in a review.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Print(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(type.Namespace).Append('.').Append(Name(type)).Append(Bases(type)).Append(Constraints(type.GetGenericArguments())).Append('\n');
            foreach (var member in type.IsEnum ? EnumMembers(type) : Members(type).Distinct().Order(StringComparer.Ordinal))
                text.Append("    ").Append(member).Append('\n');
        }
        return text.ToString();
    }

    private static IEnumerable<string> EnumMembers(Type type) =>
        Enum.GetNames(type).Select(name => (Name: name, Value: Convert.ToInt64(Enum.Parse(type, name)))).OrderBy(member => member.Value).Select(member => $"{member.Name} = {member.Value}");

    private static IEnumerable<string> Members(Type type)
    {
        var fields = type.GetFields(Declared).Where(IsVisible).Select(Field);
        var constructors = type.GetConstructors(Declared).Where(IsVisible).Select(constructor => $"new({Parameters(constructor)})");
        var properties = type.GetProperties(Declared).Where(property => property.GetAccessors(true).Any(IsVisible)).Select(Property);
        var events = type.GetEvents(Declared).Where(found => IsVisible(found.AddMethod!)).Select(found => $"event {Name(found.EventHandlerType!)} {found.Name}");
        // What the compiler writes for a record says nothing that "record" does not. Operators have a special name like accessors, but are surface.
        var methods = type.GetMethods(Declared)
            .Where(method => IsVisible(method) && !IsGenerated(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)))
            .Select(method => $"{Static(method)}{Name(method.ReturnType)} {method.Name}{Generic(method)}({Parameters(method)}){Constraints(method.GetGenericArguments())}");
        return fields.Concat(constructors).Concat(properties).Concat(events).Concat(methods);
    }

    private static string Kind(Type type) => (type.GetMethod("PrintMembers", Declared) is null ? "" : "record ") + type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsByRefLike: true } => "ref struct",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string Bases(Type type)
    {
        if (type.IsEnum)
            return $" : {Name(Enum.GetUnderlyingType(type))}";
        var bases = type.GetInterfaces().Where(i => i.IsVisible).Select(Name).Order(StringComparer.Ordinal).ToList();
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
            bases.Insert(0, Name(parent));
        return bases.Count == 0 ? "" : $" : {string.Join(", ", bases)}";
    }

    private static string Field(FieldInfo field) =>
        (field.IsLiteral ? "const " : field.IsStatic ? "static " : "") + (field is { IsInitOnly: true, IsLiteral: false } ? "readonly " : "")
        + $"{Name(field.FieldType)} {field.Name}" + (field.IsLiteral ? $" = {field.GetRawConstantValue()}" : "");

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(true).Where(IsVisible).ToList();
        var index = property.GetIndexParameters() is { Length: > 0 } parameters ? $"[{string.Join(", ", parameters.Select(Parameter))}]" : "";
        var get = property.GetMethod is { } getter && IsVisible(getter) ? " get;" : "";
        var init = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit") == true;
        var set = property.SetMethod is { } setter && IsVisible(setter) ? (init ? " init;" : " set;") : "";
        return $"{Static(accessors[0])}{TypeOf(property)} {property.Name}{index} {{{get}{set} }}";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var mode = !parameter.ParameterType.IsByRef ? "" : parameter.IsOut ? "out " : parameter.IsIn ? "in " : "";
        var type = Name(parameter.ParameterType);
        return mode + (mode.Length > 0 ? type["ref ".Length..] : type) + " " + parameter.Name + (parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "default"}" : "");
    }

    private static string TypeOf(PropertyInfo property)
    {
        var isReadOnly = property.GetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(InAttribute)) == true;
        return isReadOnly ? "ref readonly " + Name(property.PropertyType)["ref ".Length..] : Name(property.PropertyType);
    }

    private static string Constraints(Type[] arguments)
    {
        var text = "";
        foreach (var argument in arguments.Where(argument => argument.IsGenericParameter))
        {
            var kind = argument.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "IsUnmanagedAttribute") ? "unmanaged"
                : argument.GenericParameterAttributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint) ? "struct" : null;
            var names = argument.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(Name).Order(StringComparer.Ordinal).Prepend(kind).OfType<string>().ToList();
            text += names.Count == 0 ? "" : $" where {argument.Name} : {string.Join(", ", names)}";
        }
        return text;
    }

    private static bool IsGenerated(MethodInfo method) => method.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    private static string Static(MethodBase method) => method.IsStatic ? "static " : "";

    private static string Generic(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string Name(Type type)
    {
        if (type.IsByRef)
            return "ref " + Name(type.GetElementType()!);
        if (type.IsArray || type.IsPointer)
            return Name(type.GetElementType()!) + (type.IsArray ? "[]" : "*");
        var name = type.IsNested && !type.IsGenericParameter ? Name(type.DeclaringType!) + "." + type.Name : type.Name;
        var tick = name.IndexOf('`', StringComparison.Ordinal);
        return tick < 0 ? name : $"{name[..tick]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(FieldInfo field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;
}
