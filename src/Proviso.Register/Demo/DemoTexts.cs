using Proviso.Register.Items;

namespace Proviso.Register.Demo;

/// <summary>What an item of the demonstration may be. In its words, {name}, {relative} and so on
/// stand for whoever it is about; "{she}" is "he" where that is right.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Title">What it is.</param>
/// <param name="Medium">How it was made or came.</param>
/// <param name="Units">The kinds of service that write such things; none is "all".</param>
/// <param name="Names">Who else it names: nobody, staff, a relative or somebody else.</param>
/// <param name="Weight">How often it comes.</param>
/// <param name="Text">Its words.</param>
internal sealed record DemoText(
    string Kind, string Title, Medium Medium, string Units, Named Names, int Weight, string Text);

/// <summary>Who else an item names.</summary>
internal enum Named
{
    /// <summary>Nobody.</summary>
    Nobody,

    /// <summary>Staff in their role.</summary>
    Staff,

    /// <summary>A relative.</summary>
    Relative,

    /// <summary>Somebody else.</summary>
    Other,
}

/// <summary>The words of invented letters and notes.</summary>
internal static class DemoTexts
{
    private const string Nursing = "nursing-home";
    private const string Home = "home-care";
    private const string Living = "supported-living";

    internal static readonly IReadOnlyList<DemoText> All =
    [
        new("care-record", "Daily note", Medium.Electronic, Nursing, Named.Staff, 9,
            "{name} slept {well}. {Ate} at breakfast and took {her} tablets with a thickened "
            + "drink. Skin over the sacrum checked with {staff}: {skin}. {mood}"),
        new("care-record", "Night note", Medium.Electronic, Nursing, Named.Nobody, 5,
            "Checked at two and at five. {name} was awake once and asked what day it was; settled "
            + "with the lamp on. Call bell within reach. {mood}"),
        new("care-record", "Fall", Medium.Electronic, Nursing, Named.Staff, 2,
            "Found {name} on the floor beside the bed at 06:40. Said {she} had been reaching for "
            + "the telephone. Seen by {staff}; no injury to see, moves all limbs, observations "
            + "every hour. {relative} rung on {phone} at 08:10. Sensor mat put down."),
        new("care-record", "Visit note", Medium.Electronic, Home, Named.Nobody, 9,
            "Lunch call, 30 minutes. {Ate}. Tablets given from the blister pack and signed for. "
            + "{home} {mood}"),
        new("care-record", "Visit note, concern", Medium.Electronic, Home, Named.Relative, 3,
            "{name} did not come to the door. Let myself in with the key safe. {She} was in the "
            + "chair in yesterday's clothes and said {relative} had taken the bank card 'to keep "
            + "it safe'. The fridge was empty but for milk. Rang the office."),
        new("care-record", "Support note", Medium.Electronic, Living, Named.Staff, 9,
            "{name} chose to go to the market with {staff}. Paid by {herself} and counted the "
            + "change. {mood} {living}"),
        new("care-record", "Incident", Medium.Electronic, Living, Named.Other, 3,
            "At tea {name} shouted at {other}, who lives in the next room, about the television. "
            + "Nobody was hurt. Both went for a walk, apart. {name} said later that {other} had "
            + "taken {her} jacket the day before. To be talked about at the house meeting."),
        new("care-record", "Care plan", Medium.Electronic, "", Named.Staff, 3,
            "Goals agreed with {name}: wash and dress with one to help, walk to the dining room, "
            + "see {relative} on Sundays. Key worker {staff}. {condition}. Moves with a frame. "
            + "Review in three months."),
        new("care-record", "Risk assessment", Medium.Electronic, "", Named.Nobody, 2,
            "Falls: high. Choking: {low}. Skin: Waterlow 18. Going out alone: agreed with {name}, "
            + "who carries a card with our number, {office}."),
        new("health-record", "Medicines", Medium.Electronic, "", Named.Staff, 6,
            "{medicine}. Allergies: {allergy}. Last review by the practice pharmacist with "
            + "{staff}. No change."),
        new("health-record", "Diagnosis", Medium.Electronic, "", Named.Nobody, 4,
            "{condition}, known since {year}. Under the community team. {medicine}."),
        new("health-record", "Observations", Medium.Electronic, Nursing, Named.Nobody, 4,
            "Blood pressure 13{d}/7{d}, pulse 7{d}, temperature 36.{d}, saturation 9{d}% on air, "
            + "weight 5{d}.4 kg ({d} kg less than in spring). NEWS2 score 1."),
        new("health-record", "Wound chart", Medium.Electronic, Nursing, Named.Staff, 2,
            "Left heel, category 2, 2 by 1.5 cm, pink, little exudate. Foam dressing changed by "
            + "{staff}. Heel boots on in bed. Next change Thursday."),
        new("letter", "Letter from the hospital", Medium.Letter, "", Named.Staff, 4,
            "Re: {full}, born {born}, NHS number {nhs}. Dear Doctor, thank you for referring "
            + "{title}, who came to clinic with {relative}. {condition}. I have changed the "
            + "treatment: {medicine}. I would be glad to see {him} again in six months. Yours "
            + "sincerely, Dr R. Hargate, consultant."),
        new("letter", "Letter from the practice", Medium.Letter, "", Named.Nobody, 3,
            "Re: {full}, {address}. Blood tests of last week: kidney function a little lower than "
            + "in spring, haemoglobin 104. Please stop ibuprofen and repeat in a month. Ring "
            + "{phone} with any question."),
        new("letter", "Letter from a relative", Medium.Letter, "", Named.Relative, 2,
            "I am writing about {title}. I know that {she} told you not to tell my brother about "
            + "the house. Please keep it so. My number is {phone}. {relative}."),
        new("letter", "Discharge summary", Medium.Letter, "", Named.Staff, 3,
            "Admitted by ambulance from {address} with a chest infection. Treated with oral "
            + "doxycycline for five days. {condition}. Home with a package of four calls a day. "
            + "{medicine}. Please weigh weekly."),
        new("message", "E-mail about the review", Medium.Email, "", Named.Relative, 3,
            "Thank you for the notes. Can we move the review to Thursday? {relative} works on "
            + "Wednesdays and would like to come if {name} agrees. Office {office}."),
        new("message", "Text message", Medium.TextMessage, Home, Named.Relative, 2,
            "Hi its {relative} mum's on {phone} now. she says dont ring the landline he picks up"),
        new("mental-health", "Mood and memory", Medium.Electronic, "", Named.Staff, 3,
            "Seen with {staff}. Low since the move; cries in the morning, sleeps four hours. No "
            + "thoughts of harming {herself}. Memory test 21 of 30. Sertraline 50 mg started by "
            + "the practice. {name} does not want the family to hear of it."),
        new("mental-health", "Crisis plan", Medium.Electronic, Living, Named.Staff, 2,
            "Early signs: up all night, washes {her} hands again and again, talks of the flood. "
            + "What helps: {staff}, music, a walk to the weir. Crisis line {phone}. Not admitted "
            + "since {year}."),
        new("finance", "Money held for safe keeping", Medium.Electronic, "", Named.Staff, 2,
            "Opening balance £{d}40.20, hairdresser £18.00, chiropody £32.00. Two signatures, "
            + "{staff} and the person. Personal allowance paid in on the 3rd."),
        new("finance", "Fee agreement", Medium.Paper, "", Named.Relative, 1,
            "Weekly fee £1,0{d}4.00. Council pays part after the financial assessment; the rest "
            + "is paid by {relative} from the account of {title}. Account ends {d}{d}4."),
        new("identity-details", "Who they are", Medium.Electronic, "", Named.Nobody, 2,
            "{full}, born {born}, NHS number {nhs}. Lives at {address}. Next of kin {relative}, "
            + "{phone}."),
        new("image-or-recording", "Photograph of a wound", Medium.Image, Nursing, Named.Nobody, 1,
            "Left heel, with a ruler. Taken with consent for the tissue viability nurse."),
        new("image-or-recording", "Film of the summer party", Medium.Video, Living, Named.Other, 1,
            "Three minutes. {name} dances with {other}. Both said yes to the film for the house; "
            + "nobody asked about the website."),
        new("told-in-confidence", "Told in confidence", Medium.Verbal, "", Named.Relative, 2,
            "{name} told me while we were sorting the wardrobe that {relative} shouts when the "
            + "money is spent and once held {her} wrist. Asked me to keep it to myself. Said that "
            + "I might have to speak to the manager. Bruise the size of a coin, left wrist."),
        new("sexual-health", "Sexual health", Medium.Electronic, Living, Named.Other, 1,
            "Contraception talked through in pictures with the clinic's nurse. {name} has been "
            + "seeing {other} since May and does not want {her} parents to know."),
        new("genetic", "Result of a genetic test", Medium.Letter, Living, Named.Relative, 1,
            "Fragile X confirmed. The result may matter for {relative} and other relatives, who "
            + "should be offered an appointment."),
        new("other-special", "Faith and food", Medium.Electronic, "", Named.Nobody, 1,
            "Fasts in Ramadan if well enough; halal food; wants to be washed by somebody of the "
            + "same sex. Prayers at home on Fridays."),
        new("summary-care-record", "Summary Care Record", Medium.Electronic, "", Named.Nobody, 2,
            "{medicine}. Allergies: {allergy}. {condition}."),
    ];

    /// <summary>What may stand in a place of the texts.</summary>
    internal static readonly IReadOnlyDictionary<string, string[]> Words =
        new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["well"] = ["well", "badly, up three times", "until six", "in the chair again"],
            ["Ate"] =
            [
                "Ate half a bowl of porridge", "Ate well", "Ate nothing and drank two cups of tea",
                "Had soup and most of a sandwich", "Said she was not hungry; took a yoghurt",
            ],
            ["skin"] = ["intact", "a little red, blanches", "red patch, 2 cm, body map done"],
            ["mood"] =
            [
                "Cheerful, sang along with the wireless.", "Quiet today.",
                "Asked again when the bus goes home.", "Talked about the mill and laughed.",
                "Worried about the bill from the dentist.", "Cross with the new rota.",
                "Nothing else to report.",
            ],
            ["home"] =
            [
                "House warm and tidy.", "The heating was off; put it on.",
                "Post piled up behind the door, put on the table.", "The carpet by the stairs is "
                + "loose again; told the office.",
            ],
            ["living"] =
            [
                "Rang home in the evening.", "Wants to try the swimming group.",
                "Cooked beans on toast with one prompt.", "Tenancy meeting on Monday.",
            ],
            ["low"] = ["low", "medium, soft diet", "high, seen by the speech therapist"],
            ["condition"] =
            [
                "Vascular dementia", "Type 2 diabetes", "Parkinson's disease", "Heart failure",
                "Chronic obstructive pulmonary disease", "Epilepsy with absences",
                "Osteoarthritis of both knees", "Stroke with weakness on the left",
                "Moderate learning disability", "Down's syndrome and hypothyroidism",
                "Rheumatoid arthritis", "Chronic kidney disease, stage 3", "Autism",
            ],
            ["medicine"] =
            [
                "Ramipril 5 mg in the morning, atorvastatin 20 mg at night",
                "Metformin 500 mg twice a day, gliclazide 40 mg with breakfast",
                "Levodopa with carbidopa, four times a day and never late",
                "Apixaban 2.5 mg twice a day, bisoprolol 2.5 mg", "Levetiracetam 500 mg twice a day",
                "Paracetamol 1 g up to four times a day, nothing else",
                "Levothyroxine 75 micrograms, vitamin D once a week",
                "Memantine 10 mg, laxative as needed",
            ],
            ["allergy"] = ["none known", "penicillin (rash)", "latex", "none known", "morphine"],
            ["year"] = ["1998", "2006", "2011", "2016", "2019", "2022"],
            ["office"] = ["01632 960042"],
        };
}
