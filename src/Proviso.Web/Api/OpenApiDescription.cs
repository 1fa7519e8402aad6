using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Proviso.Web.Api.AuthZen;

namespace Proviso.Web.Api;

/// <summary>Describes the operations at <c>/openapi/v1.json</c> (OpenAPI 3.1).</summary>
internal static class OpenApiDescription
{
    private const string Json = "application/json";

    /// <summary>Registers the description.</summary>
    internal static void AddProvisoOpenApi(this IServiceCollection services)
    {
        services.Configure<JsonOptions>(json =>
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));
        services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = api =>
                api.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true
                || api.RelativePath?.StartsWith("access/", StringComparison.Ordinal) == true
                || api.RelativePath?.StartsWith(".well-known/", StringComparison.Ordinal) == true;
            options.AddDocumentTransformer(DescribeAsync);
            options.AddOperationTransformer(CompleteAsync);
        });
    }

    /// <summary>Says what an operation takes. It is not bound by the framework, so that what is
    /// wrong with it is told in one way.</summary>
    internal static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder operation) =>
        operation.WithMetadata(new Body(typeof(T)));

    /// <summary>Says what an operation answers.</summary>
    internal static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder operation) =>
        operation.Produces<T>(StatusCodes.Status200OK, Json);

    /// <summary>Says that an operation is done for a member of staff.</summary>
    internal static RouteHandlerBuilder ForStaff(this RouteHandlerBuilder operation) =>
        operation.WithMetadata(new Staff());

    private static Task DescribeAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context,
        CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Proviso",
            Version = "v1",
            Description = "May this be shared, on what conditions, and why. Errors are "
                + "problem+json (RFC 9457) with a stable 'code'. Writes take an Idempotency-Key.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(
            StringComparer.Ordinal)
        {
            ["key"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http, Scheme = "bearer",
                Description = "<key id>.<secret>, as 'proviso api-client add' shows it once.",
            },
        };
        document.Security =
        [
            new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference("key", document)] = [],
            },
        ];
        return Task.CompletedTask;
    }

    private static async Task CompleteAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context,
        CancellationToken cancellation)
    {
        var said = context.Description.ActionDescriptor.EndpointMetadata;
        var path = "/" + context.Description.RelativePath;
        IOpenApiSchema? body = said.OfType<Body>().FirstOrDefault() is { Type: var type }
            ? await NamedAsync(type, context, cancellation)
            : path.StartsWith("/access/", StringComparison.Ordinal)
                ? new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Description = "As AuthZEN Authorization API 1.0 says.",
                }
                : null;
        if (body is not null)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    [Json] = new() { Schema = body },
                },
            };
        }

        operation.Parameters ??= [];
        if (said.OfType<Staff>().Any())
            operation.Parameters.Add(Header(ActingStaff.Header, "The member of staff."));
        if (context.Description.HttpMethod == "POST")
            operation.Parameters.Add(Header("Idempotency-Key", "Names a write, to do it once."));
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "A problem (RFC 9457) with a stable 'code'.",
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/problem+json"] = new()
                {
                    Schema = new OpenApiSchema { Type = JsonSchemaType.Object },
                },
            },
        };
    }

    private static async Task<IOpenApiSchema> NamedAsync(
        Type type, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var schema = await context.GetOrCreateSchemaAsync(type, null, cancellation);
        context.Document!.AddComponent(type.Name, schema);
        return new OpenApiSchemaReference(type.Name, context.Document);
    }

    private static OpenApiParameter Header(string name, string what) => new()
    {
        Name = name, In = ParameterLocation.Header, Description = what,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private sealed record Body(Type Type);

    private sealed record Staff;
}
