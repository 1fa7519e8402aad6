namespace Proviso.Deidentification.Text.Formats;

/// <summary>Carries a refusal out of the depth of a format; never leaves this folder.</summary>
internal sealed class RefusedException(string code, string message) : Exception(message)
{
    public DocumentRefusal Refusal { get; } = new(code, message);
}
