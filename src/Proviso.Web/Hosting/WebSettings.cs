using Proviso.DesignSystem;

namespace Proviso.Web.Hosting;

/// <summary>What whoever runs the service may choose.</summary>
public sealed record WebSettings
{
    /// <summary>Where it listens, such as <c>http://127.0.0.1:5080</c>.</summary>
    public required string Address { get; init; }

    /// <summary>The service's name, in the header and the titles.</summary>
    public string ServiceName { get; init; } = "Proviso";

    /// <summary>The organisation's colour.</summary>
    public BrandColour Colour { get; init; } = BrandColour.NhsBlue;

    /// <summary>Whether the store holds invented people, so that anybody may sign in as one of
    /// its staff.</summary>
    public bool Demo { get; init; }

    /// <summary>After how long without a click the screen is cleared.</summary>
    public TimeSpan IdleLock { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>After how long a session ends, whatever is done in it.</summary>
    public TimeSpan SessionMax { get; init; } = TimeSpan.FromHours(12);

    /// <summary>How long breaking the glass for a person counts.</summary>
    public TimeSpan GlassBroken { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Where the signed checkpoint is published; null for nowhere.</summary>
    public string? CheckpointFile { get; init; }

    /// <summary>Lets tests look at and change the application before it is built.</summary>
    internal Action<Microsoft.AspNetCore.Builder.WebApplicationBuilder>? Configure { get; init; }
}
