using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Proviso.Register;
using Proviso.Register.Access;

namespace Proviso.Web.Hosting.Accounts;

/// <summary>Keeps the keys of cookies and forms in the register, so that all servers share them
/// and they are encrypted.</summary>
internal sealed class ProtectionKeys(RegisterStore store) : IXmlRepository
{
    // Whoever makes such a key is the system, not a member of staff.
    private static readonly Guid System = new("00000000-0000-0000-0000-000000000003");

    // The interface has no asynchronous form.
    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements() => Task.Run(async () =>
        (IReadOnlyCollection<XElement>)[.. (await store.OfAsync<ProtectionKey>(
            RegisterStore.Organisation)).Select(k => XElement.Parse(k.Value.Xml))])
        .GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName) => Task.Run(async () =>
    {
        var change = store.Begin(System);
        change.Add(RegisterStore.Organisation, new ProtectionKey
        {
            Xml = element.ToString(SaveOptions.DisableFormatting),
        });
        await change.CommitAsync();
    }).GetAwaiter().GetResult();
}
