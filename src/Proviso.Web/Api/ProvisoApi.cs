using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Proviso.Register;
using Proviso.Web.Api.AuthZen;
using Proviso.Web.Api.V1;

namespace Proviso.Web.Api;

/// <summary>What other systems use: AuthZEN under <c>/access/v1</c>, our own under
/// <c>/api/v1</c>, and the health of the service.</summary>
internal static partial class ProvisoApi
{
    /// <summary>Registers what the API needs.</summary>
    internal static IServiceCollection AddProvisoApi(this IServiceCollection services)
    {
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, ApiClientAuthentication>(
                ApiClientAuthentication.SchemeName, null);
        services.AddAuthorizationBuilder().AddPolicy(
            ApiClientAuthentication.SchemeName, policy => policy
                .AddAuthenticationSchemes(ApiClientAuthentication.SchemeName)
                .RequireAuthenticatedUser());
        services.AddRateLimiter(limits => limits.AddPolicy<(Guid, int), ApiClientRate>(
            ApiClientAuthentication.SchemeName));
        services.AddSingleton<ApiCallers>().AddSingleton<RuledCases>().AddSingleton<CheckReady>()
            .AddSingleton<DecisionRecorder>().AddSingleton<Idempotency>().AddSingleton<Answering>()
            .AddSingleton<Recorder>().AddHostedService(s => s.GetRequiredService<Recorder>())
            .AddScoped<Evaluator>().AddScoped<Searching>().AddScoped<ActingStaff>();
        services.AddProvisoOpenApi();
        return services;
    }

    /// <summary>Maps its addresses; the rate limiter has to follow authorization, which knows
    /// the client.</summary>
    internal static void MapProvisoApi(this WebApplication app)
    {
        app.MapGet("/health/ready", CheckReady.HandleAsync).AllowAnonymous()
            .ExcludeFromDescription();
        app.MapGet(AuthZenPaths.Configuration, ReadConfiguration.HandleAsync).AllowAnonymous()
            .WithSummary("Where the AuthZEN operations are");
        app.MapOpenApi().AllowAnonymous();
        var api = app.MapGroup("").RequireAuthorization(ApiClientAuthentication.SchemeName)
            .RequireRateLimiting(ApiClientAuthentication.SchemeName);
        api.MapPost(AuthZenPaths.Evaluation, EvaluateOne.HandleAsync)
            .WithSummary("Decide one access (AuthZEN)");
        api.MapPost(AuthZenPaths.Evaluations, EvaluateMany.HandleAsync)
            .WithSummary("Decide several accesses (AuthZEN)");
        api.MapPost(AuthZenPaths.Subjects, SearchSubjects.HandleAsync)
            .WithSummary("Who may (AuthZEN)");
        api.MapPost(AuthZenPaths.Resources, SearchResources.HandleAsync)
            .WithSummary("What somebody may act on (AuthZEN)");
        api.MapPost(AuthZenPaths.Actions, SearchActions.HandleAsync)
            .WithSummary("What somebody may do (AuthZEN)");
        MapV1(api.MapGroup("/api/v1"));
        foreach (var prefix in (string[])["/api", "/access"])
        {
            api.Map(prefix + "/{**rest}", _ => throw new ApiProblem(
                StatusCodes.Status404NotFound, "operation-unknown",
                "No operation has this method and address; see /openapi/v1.json."))
                .ExcludeFromDescription();
        }

        ((IEndpointConventionBuilder)api).Finally(Guard);
    }

    private static void MapV1(RouteGroupBuilder v1)
    {
        v1.MapGet("/facts", ListFacts.HandleAsync)
            .WithSummary("What the book asks").Answers<FactsShown>();
        v1.MapPost("/decisions", DecideFacts.HandleAsync)
            .WithSummary("What the book says about facts").Takes<CaseSent>().Answers<CasesRuled>();
        v1.MapPost("/requests", CreateRequest.HandleAsync)
            .WithSummary("Record that somebody asks").Takes<RequestSent>().ForStaff();
        v1.MapGet("/requests/{id:guid}", ReadRequest.HandleAsync)
            .WithSummary("A request with its next question").Answers<RequestShown>().ForStaff();
        v1.MapPost("/requests/{id:guid}/answers", AnswerRequest.HandleAsync)
            .WithSummary("Answer questions of a request").Takes<AnswersSent>().ForStaff();
        v1.MapPost("/requests/{id:guid}/decisions", V1.DecideRequest.HandleAsync)
            .WithSummary("Take the book's decision").Takes<VersionSent>().ForStaff();
        v1.MapGet("/decisions/{id:guid}", ReadDecision.HandleAsync)
            .WithSummary("A recorded decision").Answers<DecisionShown>().ForStaff();
        v1.MapGet("/decisions/{id:guid}/receipt", ReadReceipt.HandleAsync)
            .WithSummary("Proof that a decision was recorded").ForStaff();
        v1.MapPost("/people/search", SearchPeople.HandleAsync)
            .WithSummary("People whom a member of staff may see").Takes<PeopleSought>()
            .Answers<PeopleFound>().ForStaff();
        v1.MapGet("/ledger/checkpoint", ReadCheckpoint.HandleAsync)
            .WithSummary("The ledger's newest signed checkpoint");
        v1.MapGet("/ledger/tile/{level}/{**path}", ReadTile.HandleAsync)
            .WithSummary("A tile or entry bundle of the ledger (C2SP tlog-tiles)");
    }

    // Whatever goes wrong becomes a problem with a code, and no page.
    private static void Guard(EndpointBuilder endpoint)
    {
        var inner = endpoint.RequestDelegate!;
        endpoint.RequestDelegate = async http =>
        {
            ApiProblem.EchoRequestId(http);
            try
            {
                await inner(http);
            }
            catch (Exception e)
                when (!http.Response.HasStarted && ProblemOf(e, http) is { } problem)
            {
                await problem.WriteAsync(http);
            }
        };
    }

    private static ApiProblem? ProblemOf(Exception e, HttpContext http)
    {
        if (e is OperationCanceledException && http.RequestAborted.IsCancellationRequested)
            return null;
        if (e is ApiProblem problem)
            return problem;
        if (e is BadHttpRequestException bad)
            return new ApiProblem(bad.StatusCode, "request-malformed", "The request is malformed.");
        var code = e is RegisterException known ? known.Code
            : e is Ledger.LedgerException ledger ? ledger.Fault.Code : null;
        if (code is "changed-meanwhile" or "record-exists")
            return new ApiProblem(StatusCodes.Status409Conflict, code, e.Message);
        if (code is "record-missing" or "person-missing")
            return new ApiProblem(StatusCodes.Status404NotFound, code, e.Message);
        if (e is RegisterException { IsPassing: true })
            return new ApiProblem(StatusCodes.Status503ServiceUnavailable, code!, e.Message);
        Failed(http.RequestServices.GetRequiredService<ILoggerFactory>()
            .CreateLogger("Proviso.Api"), code ?? e.GetType().Name, http.TraceIdentifier);
        return new ApiProblem(
            StatusCodes.Status500InternalServerError, code ?? "internal",
            "Something went wrong here. Nothing was recorded by half.");
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An API request failed: {Code} ({Trace})")]
    private static partial void Failed(ILogger log, string code, string trace);
}
