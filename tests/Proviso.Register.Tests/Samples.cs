using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Proviso.Identifiers;

namespace Proviso.Register.Tests;

/// <summary>Records of every kind with something in every field, and what was planted in them.
/// </summary>
internal sealed class Samples
{
    private static readonly DateOnly Day = new(1907, 3, 11);
    private readonly bool empty;
    private int count;

    /// <summary>Plants values; or leaves out what may be left out, and takes the first of
    /// everything.</summary>
    internal Samples(bool empty = false) => this.empty = empty;

    /// <summary>Everything that must not be found in plain text.</summary>
    internal List<string> Planted { get; } = ["1907-03-11", "1911-05-06"];

    internal static IEnumerable<Type> Kinds => KindAttribute.Types.Values;

    internal Kept Make(Type kind) => (Kept)Object(kind);

    private object Object(Type type)
    {
        var made = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in type.GetProperties().Where(p => p.CanWrite))
        {
            var nullable = new System.Reflection.NullabilityInfoContext().Create(property)
                .WriteState is System.Reflection.NullabilityState.Nullable;
            property.SetValue(
                made, empty && nullable ? null : Value(property.Name, property.PropertyType));
        }

        return made;
    }

    private object Value(string name, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
            return Text(name);
        if (type == typeof(Guid))
            return Guid.CreateVersion7(DateTimeOffset.UnixEpoch);
        if (type == typeof(int))
            return empty ? 0 : 7;
        if (type == typeof(bool))
            return !empty;
        if (type == typeof(DateOnly))
            return Day;
        if (type == typeof(DateTimeOffset))
            return new DateTimeOffset(1911, 5, 6, 7, 8, 9, TimeSpan.Zero);
        if (type == typeof(byte[]))
            return Encoding.UTF8.GetBytes(Text(name));
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(empty ? 0 : Enum.GetValues(type).Length - 1)!;
        return Identifier(type) ?? Collection(name, type) ?? Object(type);
    }

    private static object? Identifier(Type type)
    {
        if (type == typeof(NhsNumber))
            return NhsNumber.TryParse("9990000018", out var n) ? n : throw new FormatException();
        if (type == typeof(NationalInsuranceNumber))
        {
            return NationalInsuranceNumber.TryParse("AB123456C", out var n)
                ? n : throw new FormatException();
        }

        if (type == typeof(Postcode))
            return Postcode.TryParse("ZE1 0XQ", out var p) ? p : throw new FormatException();
        return type == typeof(OdsCode)
            ? OdsCode.TryParse("RX7Q9", out var c) ? c : throw new FormatException()
            : null;
    }

    private object? Collection(string name, Type type)
    {
        if (!type.IsGenericType || !typeof(IEnumerable).IsAssignableFrom(type))
            return null;
        var arguments = type.GetGenericArguments();
        if (arguments.Length == 2)
        {
            var map = (IDictionary)Activator.CreateInstance(
                typeof(Dictionary<,>).MakeGenericType(arguments))!;
            if (!empty)
                map.Add(Text(name), Value(name, arguments[1]));
            return map;
        }

        var list = Array.CreateInstance(arguments[0], empty ? 0 : 1);
        if (!empty)
            list.SetValue(Value(name, arguments[0]), 0);
        return list;
    }

    // The ledger shows the book's own words and digests, which are nobody's.
    private string Text(string name)
    {
        var code = name switch
        {
            "Fact" => "balance",
            "Finding" => "favours-disclosure",
            "Verdict" => "share",
            "BookDigest" or "Digest" => new string('a', 64),
            _ => null,
        };
        if (code is not null)
            return code;
        var text = string.Create(CultureInfo.InvariantCulture, $"Zanzi{++count:D4}bar");
        Planted.Add(text);
        return text;
    }
}
