using System.Xml;

namespace Proviso.Deidentification.Text.Formats;

/// <summary>Stops a packed stream that unpacks to more than it said.</summary>
internal sealed class LimitedStream(Stream inner, long most) : Stream
{
    private long left = most;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        left -= read;
        if (left < 0)
        {
            throw new RefusedException(
                "unpacks-too-large",
                "It unpacks to more than any real document does, so it is not opened.");
        }

        return read;
    }

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>Refuses XML whose elements lie too deep in each other to be walked safely.</summary>
internal static class DepthGuard
{
    public static void Check(XmlReader reader, int most)
    {
        while (reader.Read())
        {
            if (reader.Depth > most)
            {
                throw new RefusedException(
                    "damaged", $"Its elements lie inside each other more than {most} deep.");
            }
        }
    }
}
