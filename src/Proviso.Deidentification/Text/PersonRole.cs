namespace Proviso.Deidentification.Text;

/// <summary>Who a found name belongs to, as seen from the record.</summary>
public enum PersonRole
{
    /// <summary>The text does not tell.</summary>
    Unknown,

    /// <summary>The person whom the record is about.</summary>
    Subject,

    /// <summary>A relative of the subject.</summary>
    Relative,

    /// <summary>Another third party: a neighbour, a friend, another resident.</summary>
    ThirdParty,

    /// <summary>A member of staff acting in role.</summary>
    Professional,
}
