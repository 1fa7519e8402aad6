using System.Security.Cryptography;
using Proviso.Deidentification.Text;
using Proviso.Deidentification.Text.Treatments;

namespace Proviso.Cli.Redact;

/// <summary>
/// What is done in FHIR where no plan is given: values must stay valid, so identifiers and
/// references become invented ones, dates are shifted, and postcodes become areas.
/// </summary>
internal static class FhirPlan
{
    /// <summary>With a secret of its own, which is thrown away: nobody can make it again.</summary>
    public static TreatmentPlan Make() => TreatmentPlan.Of(
        Treatment.Label,
        new Dictionary<FindingKind, Treatment>
        {
            [FindingKind.OtherNumber] = Treatment.Surrogate,
            [FindingKind.HospitalNumber] = Treatment.Surrogate,
            [FindingKind.NhsNumber] = Treatment.Surrogate,
            [FindingKind.Date] = Treatment.Surrogate,
            [FindingKind.DateOfBirth] = Treatment.Surrogate,
            [FindingKind.Postcode] = Treatment.Generalise,
        },
        new Dictionary<PersonRole, Treatment>(),
        Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));
}
