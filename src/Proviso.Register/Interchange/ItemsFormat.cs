using Proviso.Register.Items;

namespace Proviso.Register.Interchange;

/// <summary>Pieces of information.</summary>
internal sealed class ItemsFormat : CsvFormat<Item>
{
    private const string Nobody = "nobody";
    private const string AttachmentColumn = "attachment";

    public override string Name => "items";

    private protected override string ExampleId => "I1";

    private protected override Item Blank(Surroundings around) =>
        new() { ItemKind = "", Title = "", Medium = default, Date = default };

    private protected override string? Written(
        Field<Item> field, Held<Item> held, AttachmentWriter attachments)
    {
        if (field.Name != AttachmentColumn || held.Value.Attachment is not { } file)
            return base.Written(field, held, attachments);
        var path = attachments.Folder.Write(attachments.Inside, held.Id, file);
        return ListCell.Join([path, file.MediaType, file.Name]);
    }

    private protected override IReadOnlyList<Field<Item>> Define() =>
    [
        new("item_kind", "Its kind: the first of the rule book's list that fits.", "letter",
            (c, i) => i with { ItemKind = c.Answer("item-kind") }, i => i.ItemKind,
            Required: true),
        new("title", "What it is, in a few words.", "Letter from the memory clinic",
            (c, i) => i with { Title = c.Line() }, i => i.Title, Required: true),
        new("medium", "How it was made or came: electronic, paper, letter, email, text-message, "
            + "image, video, audio or verbal.", "letter",
            (c, i) => i with { Medium = c.Code<Medium>() }, i => Codes.Of(i.Medium),
            Required: true),
        new("date", "Its day.", "2025-11-20",
            (c, i) => i with { Date = c.PastDay() }, i => Show.Day(i.Date), Required: true),
        new("text", "Its words.", "Mrs Okafor came with her daughter.",
            (c, i) => i with { Text = c.Words() }, i => i.Text),
        new(AttachmentColumn, "A file beside this one: path|media type|name.", "",
            (c, i) => i with { Attachment = c.Attachment() }, _ => null),
        new("opinion", "Somebody's opinion, and not a fact: yes or no.", "no",
            (c, i) => i with { Opinion = c.Yes() }, i => Show.YesNo(i.Opinion)),
        new("historical", "Kept as history, and no longer true: yes or no.", "no",
            (c, i) => i with { Historical = c.Yes() }, i => Show.YesNo(i.Historical)),
        new("author", "Who wrote or said it.", "Dr A Example",
            (c, i) => i with { Author = c.Line() }, i => i.Author),
        new("source", "Where it came from.", "Memory clinic",
            (c, i) => i with { Source = c.Line() }, i => i.Source),
        new("service", "The service that keeps it, by name.", "",
            (c, i) => i with
            {
                Service = c.Named("service", "Name a service that the register has."),
            },
            i => Show.Id(i.Service)),
        new("sensitive", "Sensitive to this person beyond its kind: yes or no.", "no",
            (c, i) => i with { Sensitive = c.Yes() }, i => Show.YesNo(i.Sensitive)),
        .. Marks(),
    ];

    private static IEnumerable<Field<Item>> Marks() =>
    [
        new("special_categories", "Special categories: ethnicity, politics, belief, trade-union, "
            + "genetic, biometric, health, sex-life; …", "health",
            (c, i) => i with
            {
                SpecialCategories = [.. c.Entries().Select(e => e.Code<SpecialCategory>())],
            },
            i => Show.List(i.SpecialCategories.Select(s => Codes.Of(s)))),
        new("mentions", "Who else it is about, or 'nobody': who|staff in their role: yes or no; … "
            + "Empty when nobody has looked.", "her daughter|no",
            (c, i) => i with { Mentions = ReadMentions(c) },
            i => i.Mentions is null ? null : i.Mentions.Count == 0 ? Nobody
                : ListCell.Join(i.Mentions.Select(
                    m => new[] { m.Who, Show.YesNo(m.StaffInRole) }))),
        new("in_confidence", "Told in confidence: yes or no.", "no",
            (c, i) => i with { InConfidence = c.Yes() }, i => Show.YesNo(i.InConfidence)),
        new("protected_by", "The Act that protects it, where one does.", "",
            (c, i) => i with { ProtectedBy = c.Line() }, i => i.ProtectedBy),
    ];

    private static IReadOnlyList<Mention> ReadMentions(Cell cell) => cell.Words().Trim() == Nobody
        ? []
        : cell.Entries(1, 2, p => new Mention(p[0].Line(), !p[1].IsEmpty && p[1].Yes()));
}
