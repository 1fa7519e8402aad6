namespace Proviso.Deidentification.Text.Structured;

/// <summary>The check of an IBAN, taken one character at a time (ISO 13616, ISO 7064).</summary>
internal struct IbanCheck
{
    private int head;
    private int headDigits;
    private int body;

    /// <summary>Characters taken so far.</summary>
    public int Count { get; private set; }

    /// <summary>True where what was taken is long enough and its remainder is one.</summary>
    public readonly bool Passes
    {
        get
        {
            if (Count is < 15 or > 34)
                return false;
            var value = body;
            for (var i = 0; i < headDigits; i++)
                value = value * 10 % 97;
            return (value + head) % 97 == 1;
        }
    }

    public void Add(char c)
    {
        // The country and the check digits are read after everything else.
        var value = char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10;
        if (Count++ < 4)
        {
            head = ((head * (value > 9 ? 100 : 10)) + value) % 97;
            headDigits += value > 9 ? 2 : 1;
        }
        else
        {
            body = ((body * (value > 9 ? 100 : 10)) + value) % 97;
        }
    }
}
