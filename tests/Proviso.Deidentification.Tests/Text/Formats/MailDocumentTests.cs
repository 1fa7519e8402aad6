using System.Text;

namespace Proviso.Deidentification.Tests.Text.Formats;

public class MailDocumentTests
{
    private static string P(int i) => Planted.All[i];

    private static string Base64(string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Mail_FiftyPlantedInEveryPlace_AllGone()
    {
        var n = 0;
        string Next() => P(n++ % 50);
        var attached = "From: " + Next() + "\r\nSubject: " + Next() + "\r\n\r\n" + Next();
        var mail = "From: " + Next() + "\r\nTo: " + Next() + ",\r\n " + Next() + "\r\n"
            + "Received: by " + Next() + "\r\nX-Note: " + Next() + "\r\n"
            + "Subject: =?utf-8?B?" + Base64("visit " + Next()) + "?= =?utf-8?Q?" + "re_"
            + Next().Replace(" ", "_", StringComparison.Ordinal) + "?=\r\n"
            + "Content-Type: multipart/mixed; boundary=\"AA\"\r\n\r\npreamble " + Next() + "\r\n"
            + "--AA\r\nContent-Type: multipart/alternative; boundary=BB\r\n\r\n"
            + "--BB\r\nContent-Type: text/plain; charset=utf-8\r\n"
            + "Content-Transfer-Encoding: quoted-printable\r\n\r\nring=20" + Next() + " or =\r\n"
            + Next() + "\r\n--BB\r\nContent-Type: text/html\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\n" + Base64("<p alt='" + Next() + "'>"
            + Next() + "</p>") + "\r\n--BB--\r\n"
            + "--AA\r\nContent-Type: text/csv; name=\"notes.csv\"\r\n"
            + "Content-Disposition: attachment; filename=\"" + Next() + ".csv\"\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\n"
            + Base64("a,b\r\n" + string.Join("\r\n", Enumerable.Range(0, 24)
                .Select(_ => Next() + "," + Next()))) + "\r\n"
            + "--AA\r\nContent-Type: message/rfc822\r\n\r\n" + attached
            + "\r\n--AA--\r\nepilogue " + Next();
        Assert.True(n >= 50);
        var result = Planted.Redact("a.eml", Planted.Bytes(mail));
        Planted.AssertGone(result);
        Planted.AssertGone(Decoded(result));
        Assert.Contains("ring", Decoded(result), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("image/png", "photo.png", "format-unknown")]
    [InlineData("application/pdf", "scan.pdf", "damaged")]
    public void Mail_AttachmentThatCannotBeRead_IsRefused(string type, string name, string code)
    {
        var why = Planted.Refused("a.eml", Planted.Bytes(
            $"From: a@example.org\r\nContent-Type: {type}; name=\"{name}\"\r\n\r\nxx"));
        Assert.Equal(code, why.Code);
    }

    [Fact]
    public void Mail_UnknownCharacterSet_IsRefused()
    {
        var why = Planted.Refused("a.eml", Planted.Bytes(
            "From: a@example.org\r\nContent-Type: text/plain; charset=utf-7\r\n\r\n+AEE-"));
        Assert.Equal("cannot-read-inside", why.Code);
    }

    /// <summary>Every base64 body of the message, undone, and those inside it too.</summary>
    private static string Decoded(string mail)
    {
        var texts = new StringBuilder();
        foreach (var block in mail.Split("\r\n\r\n"))
        {
            var body = block.Split("\r\n--")[0].Replace("\r\n", "", StringComparison.Ordinal);
            var buffer = new byte[body.Length];
            if (body.Length > 8 && Convert.TryFromBase64String(body, buffer, out var length))
            {
                var text = Encoding.UTF8.GetString(buffer, 0, length);
                texts.Append(text).Append(
                    text.Contains("base64", StringComparison.Ordinal) ? Decoded(text) : "");
            }
        }

        return texts.ToString();
    }
}
