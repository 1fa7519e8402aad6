using System.Text.Json;
using System.Text.Json.Serialization;
using Proviso.Web.Api.V1;

namespace Proviso.Web.Api;

/// <summary>How the operations under /api/v1 read and write JSON: members in snake_case, none
/// twice, none unknown, none missing.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    MaxDepth = RequestBody.MaxDepth)]
[JsonSerializable(typeof(CaseSent))]
[JsonSerializable(typeof(RequestSent))]
[JsonSerializable(typeof(AnswersSent))]
[JsonSerializable(typeof(VersionSent))]
[JsonSerializable(typeof(PeopleSought))]
[JsonSerializable(typeof(RequestShown))]
[JsonSerializable(typeof(PeopleFound))]
[JsonSerializable(typeof(DecisionShown))]
[JsonSerializable(typeof(CasesRuled))]
[JsonSerializable(typeof(FactsShown))]
internal sealed partial class ApiJson : JsonSerializerContext;
