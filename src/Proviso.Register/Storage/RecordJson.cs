using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Proviso.Identifiers;
using Proviso.Ledger.Entries;
using Proviso.Ledger.Merkle;

namespace Proviso.Register.Storage;

/// <summary>
/// What is sealed for a record: 32 bytes of salt, then its JSON. The ledger commits to the JSON
/// with that salt.
/// </summary>
internal static class RecordJson
{
    internal static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false),
            new Checked<NhsNumber>(NhsNumber.TryParse, n => n.ToCompact()),
            new Checked<Postcode>(Postcode.TryParse, p => p.ToDisplay()),
            new Checked<OdsCode>(OdsCode.TryParse, c => c.ToDisplay()),
            new Checked<NationalInsuranceNumber>(
                NationalInsuranceNumber.TryParse, n => n.ToCompact()),
        },
    };

    /// <summary>Salt and JSON of a record.</summary>
    internal static byte[] Write(Kept value)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), Options);
        var plain = new byte[SaltedHash.SaltBytes + json.Length];
        RandomNumberGenerator.Fill(plain.AsSpan(0, SaltedHash.SaltBytes));
        json.CopyTo(plain, SaltedHash.SaltBytes);
        CryptographicOperations.ZeroMemory(json);
        return plain;
    }

    /// <summary>The record back.</summary>
    internal static T Read<T>(byte[] plain)
        where T : Kept =>
        JsonSerializer.Deserialize<T>(plain.AsSpan(SaltedHash.SaltBytes), Options)
            ?? throw new JsonException("a record is null");

    /// <summary>What the ledger holds of it.</summary>
    internal static TreeHash Commitment(byte[] plain) =>
        SaltedHash.Of(plain.AsSpan(0, SaltedHash.SaltBytes), plain.AsSpan(SaltedHash.SaltBytes));

    /// <summary>What binds a box to its place.</summary>
    internal static byte[] Bound(RecordRow row) => Encoding.ASCII.GetBytes(
        $"record {row.Kind} {row.Id:N} {row.Version} {row.Owner:N} {row.KeyId:N}");

    private delegate bool TryParse<T>(ReadOnlySpan<char> text, out T value);

    private sealed class Checked<T>(TryParse<T> parse, Func<T, string> show) : JsonConverter<T>
        where T : struct
    {
        // The message must not show the value.
        public override T Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            parse(reader.GetString(), out var value)
                ? value
                : throw new JsonException($"not a {typeof(T).Name}");

        public override void Write(
            Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(show(value));
    }
}
