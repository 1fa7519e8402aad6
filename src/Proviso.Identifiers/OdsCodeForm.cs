namespace Proviso.Identifiers;

/// <summary>What the form of an ODS code suggests that it stands for.</summary>
public enum OdsCodeForm
{
    /// <summary>No form that we know; perfectly good codes have it.</summary>
    Other,

    /// <summary>
    /// Letter, digit, letter, digit, letter (G7H8J): the form of all new codes, which says
    /// nothing about the organisation.
    /// </summary>
    Neutral,

    /// <summary>R or T and two more: an NHS trust, foundation trust or care trust (RXX).</summary>
    Trust,

    /// <summary>A trust's code and two more: one of its sites (RXX01).</summary>
    TrustSite,

    /// <summary>A letter and five digits: a GP practice (A81001).</summary>
    GpPractice,

    /// <summary>A practice's code and three digits: a branch surgery (K81003001).</summary>
    BranchSurgery,

    /// <summary>V and five digits: a dental practice (V03462).</summary>
    DentalPractice,

    /// <summary>F and four more: a community pharmacy (FVR79).</summary>
    Pharmacy,

    /// <summary>VL, VM or VN and three more: a care home or other social care (VLAXL).</summary>
    SocialCare,

    /// <summary>Q and two more: an integrated care board (QE1).</summary>
    IntegratedCareBoard,
}

/// <summary>Recognises the forms by patterns, because that is how they are published.</summary>
internal static class OdsCodeForms
{
    /// <summary>In a pattern 'A' is a letter, '9' a digit and '*' either.</summary>
    internal static OdsCodeForm Of(ReadOnlySpan<char> code) => code switch
    {
        _ when Has(code, "A9A9A") => OdsCodeForm.Neutral,
        ['R' or 'T', ..] when Has(code, "A**") => OdsCodeForm.Trust,
        ['R' or 'T', ..] when Has(code, "A****") => OdsCodeForm.TrustSite,
        ['Q', ..] when Has(code, "A**") => OdsCodeForm.IntegratedCareBoard,
        ['F', ..] when Has(code, "A****") => OdsCodeForm.Pharmacy,
        ['V', 'L' or 'M' or 'N', ..] when Has(code, "AA***") => OdsCodeForm.SocialCare,
        ['V', ..] when Has(code, "A99999") => OdsCodeForm.DentalPractice,
        _ when IsPracticeLetter(code[0]) && Has(code, "A99999") => OdsCodeForm.GpPractice,
        _ when IsPracticeLetter(code[0]) && Has(code, "A99999999") => OdsCodeForm.BranchSurgery,
        _ => OdsCodeForm.Other,
    };

    // England A to P without I and O, and Y; Wales W; Scotland S; Northern Ireland Z.
    private static bool IsPracticeLetter(char letter) =>
        letter is (>= 'A' and <= 'P' and not 'I' and not 'O') or 'S' or 'W' or 'Y' or 'Z';

    private static bool Has(ReadOnlySpan<char> code, string pattern)
    {
        if (code.Length != pattern.Length)
            return false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var fits = pattern[i] switch
            {
                'A' => char.IsAsciiLetter(code[i]),
                '9' => char.IsAsciiDigit(code[i]),
                _ => true,
            };
            if (!fits)
                return false;
        }

        return true;
    }
}
