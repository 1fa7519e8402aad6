namespace Proviso.Register.Demo;

/// <summary>What is asked for in a year of a care group.</summary>
internal static class DemoScenarios
{
    private const string Practices = "gp-canal gp-beacon";

    internal static readonly IReadOnlyList<DemoScenario> All =
    [
        .. Care(), .. Family(), .. Authorities(), .. Own(), .. Protection(), .. Courts(),
        .. Dead(), .. Community(), .. Outsiders(),
    ];

    private static IEnumerable<DemoScenario> Care() =>
    [
        new("practice-asks", 16, "care-professional", "direct-care", Practices,
            "care-record health-record letter", "How has she been eating, and what is she taking?",
            "Review of medicines") { Asked = "care-need=yes consent=not-asked,explicit" },
        new("ward-asks", 8, "care-professional", "direct-care", "ward",
            "health-record care-record summary-care-record",
            "We have her here after a fall. What are her medicines and her usual self?",
            "Treatment on the ward") { Asked = "care-need=yes consent=not-asked" },
        new("ambulance", 5, "care-professional", "emergency", "emergency",
            "health-record summary-care-record", "Allergies and blood thinners, now, please.",
            "Life at risk")
            { Asked = "care-need=yes consent=cannot-be-obtained", Emergency = true },
        new("district-nurse", 7, "care-professional", "direct-care", "district-nurses",
            "care-record image-or-recording health-record", "The wound chart, before I come on "
            + "Thursday.", "Wound care") { Asked = "care-need=yes,yes,yes,no" },
        new("pharmacy-asks", 5, "care-professional", "direct-care", "pharmacy",
            "health-record mental-health", "Is the new tablet in the blister pack already?",
            "Dispensing") { Asked = "care-need=yes,yes,no consent=not-asked,explicit" },
        new("podiatry-everything", 4, "care-professional", "direct-care", "podiatry",
            "whole-record", "Send everything that you have.", "First appointment")
            { Asked = "record-parts=separable,separable,not-separable care-need=yes" },
        new("curious-clinic", 4, "care-professional", "direct-care", "podiatry district-nurses",
            "mental-health sexual-health", "Anything on her mental health?", "It would be useful")
            { Asked = "care-need=no,yes consent=not-asked,refused relationship=none" },
        new("social-worker-review", 6, "local-authority", "direct-care", "council-adults",
            "care-record letter", "The care plan for the yearly review.", "Review of the package")
            { Asked = "care-need=yes relationship=told consent=not-asked" },
        new("interpreter", 2, "care-supporter", "direct-care", "interpreter volunteer-driver",
            "health-record care-record", "What should I know before the appointment?",
            "To interpret well") { Asked = "consent=explicit,not-asked,refused" },
        new("handover", 4, "nobody", "direct-care", "district-nurses ward", "care-record message",
            "Tell the next team what happened in the night.", "Handover")
            { Asked = "care-need=yes relationship=presented consent=not-asked" },
    ];

    private static IEnumerable<DemoScenario> Family() =>
    [
        new("how-is-she", 16, "carer", "other", "family", "care-record message",
            "How has Mum been this week? Is she eating?", "Worried, lives far away")
            { Asked = "consent=explicit,explicit,not-asked,refused carer-bar=none,none,not-involved"
                + " person-view=content" },
        new("what-did-the-doctor-say", 9, "carer", "other", "family", "health-record letter",
            "What did the doctor say yesterday?", "Wants to help with the decision")
            { Asked = "consent=explicit,not-asked,cannot-be-obtained carer-bar=none" },
        new("relative-private-matter", 4, "carer", "other", "family",
            "mental-health sexual-health told-in-confidence",
            "I have a right to know what is wrong.", "Says that the family always tells all")
            { Asked = "consent=not-asked,refused,explicit" },
        new("relative-of-unable", 9, "carer", "other", "family", "care-record health-record",
            "May I see the daily notes?", "Visits every Sunday and feeds her")
            { About = "lacks", Asked = "consent=cannot-be-obtained carer-bar=none "
                + "person-view=content,content,against,cannot-tell in-best-interests=yes,yes,no" },
        new("tell-relative-of-fall", 5, "carer", "other", "family", "care-record message",
            "We want to ring the family about the fall.", "They asked to be rung")
            { About = "lacks", Asked = "consent=cannot-be-obtained carer-bar=none "
                + "person-view=content in-best-interests=yes" },
        new("parent-asks", 8, "parent", "other", "family", "care-record health-record",
            "What did he do at the short break, and did he sleep?", "Parent at home")
            { About = "child", Asked = "consent=by-representative,explicit,refused "
                + "child-competence=not-competent,competent,uncertain" },
        new("parent-of-young-person", 4, "parent", "other", "family", "health-record message",
            "Is she seeing somebody?", "Worried") { About = "young",
            Asked = "consent=refused,explicit,not-asked capacity=has-capacity carer-bar=none" },
    ];

    private static IEnumerable<DemoScenario> Authorities() =>
    [
        new("attorney-health", 6, "attorney-or-deputy", "other", "family",
            "care-record health-record letter", "I am her attorney. The care notes, please.",
            "To decide about the operation")
            { About = "attorney", Asked = "capacity=lacks-capacity in-best-interests=yes" },
        new("attorney-money-wants-health", 4, "attorney-or-deputy", "other", "family",
            "health-record mental-health", "I have power of attorney, so I see everything.",
            "Says that it covers all")
            { About = "finance-attorney", Asked = "capacity=lacks-capacity,has-capacity" },
        new("attorney-money", 3, "attorney-or-deputy", "other", "family", "finance",
            "The fee account and the allowance.", "To pay the bills")
            { About = "finance-attorney", Asked = "capacity=lacks-capacity in-best-interests=yes" },
        new("deputy", 3, "attorney-or-deputy", "other", "family", "finance letter",
            "The statements for my report to the Public Guardian.", "Yearly report")
            { About = "deputy", Asked = "capacity=lacks-capacity in-best-interests=yes" },
    ];

    private static IEnumerable<DemoScenario> Own() =>
    [
        new("own-notes", 7, "person", "other", "person", "care-record health-record letter",
            "I want to read what you write about me.", "Own information")
            { PersonAsksFor = "own-information", Asked = "access-exemption=none,none,none,"
                + "serious-harm,harm-opinion-needed third-party-content=none,staff,removable,"
                + "identifies-another capacity=has-capacity" },
        new("own-confidence", 2, "person", "other", "person", "told-in-confidence mental-health",
            "What did my son say about me?", "Own information")
            { PersonAsksFor = "own-information", Asked = "access-exemption=none,expected-private "
                + "third-party-content=identifies-another,reasonable" },
        new("tell-the-housing", 3, "person", "other", "person", "letter care-record",
            "Please write to the housing office that I need a ground-floor flat.", "To move")
            { PersonAsksFor = "tell-somebody", Asked = "consent=explicit capacity=has-capacity" },
        new("candour", 2, "relevant-person", "other", "person", "care-record",
            "We gave the wrong tablet and have to say so.", "Duty of candour")
            { Asked = "relevant-person-standing=themselves candour-incident=yes" },
    ];

    private static IEnumerable<DemoScenario> Protection() =>
    [
        new("money-missing", 4, "nobody", "safeguarding-adult", "council-adults",
            "care-record finance told-in-confidence",
            "Tell the council that money goes missing when the nephew has been.", "Abuse")
            { Quiet = true, Asked = "harm=self-abuse consent=explicit,refused,not-asked "
                + "capacity=has-capacity,lacks-capacity balance=not-weighed,approved" },
        new("self-neglect", 3, "nobody", "safeguarding-adult", "council-adults", "care-record",
            "The house is full to the ceiling and she will have no help.", "Self-neglect")
            { Asked = "harm=self-own-choice,unclear consent=refused "
                + "capacity=has-capacity,uncertain,lacks-capacity" },
        new("enquiry", 4, "local-authority", "safeguarding-adult", "council-adults",
            "care-record message", "We have begun an enquiry and need the notes of March.",
            "Enquiry under way")
            { Quiet = true, Asked = "enquiry=yes,yes,no harm=self-abuse consent=not-asked" },
        new("child-at-risk", 3, "nobody", "safeguarding-child", "council-children",
            "care-record told-in-confidence", "Bruises again after the weekend.", "Harm to a child")
            { About = "child", Quiet = true,
                Asked = "child-concern=significant-harm,need-only,unclear harm=child" },
        new("outbreak", 3, "nobody", "infection", "health-protection", "health-record",
            "Four residents with vomiting since Tuesday.", "Outbreak")
            { Asked = "disease=bloody-diarrhoea,covid-19,food-poisoning,not-notifiable" },
        new("contact-tracing", 2, "public-health-team", "infection", "health-protection",
            "identity-details", "Who sat at the table with the case?", "Contact tracing")
            { Asked = "disease=tuberculosis,legionnaires" },
        new("police-knife", 2, "police", "crime", "police", "identity-details health-record",
            "A stabbing on Foundry Row. Was he at home that night?", "Serious crime")
            { Quiet = true, Asked = "consent=cannot-be-obtained,refused "
                + "public-interest-ground=serious-crime,gunshot-or-knife balance=not-weighed" },
        new("police-welfare", 2, "police", "emergency", "police", "image-or-recording",
            "Missing since noon; have you a photograph?", "Missing person")
            { Emergency = true, Asked = "care-need=yes consent=cannot-be-obtained" },
    ];

    private static IEnumerable<DemoScenario> Courts() =>
    [
        new("police-shoplifting", 4, "police", "crime", "police police-desk",
            "identity-details care-record", "Section something of the Act says you must tell us.",
            "A theft from a shop")
            { Asked = "consent=refused,not-asked public-interest-ground=lesser-crime,none" },
        new("order", 3, "court", "other", "court", "letter care-record",
            "Order of the court for two letters, attached.", "Proceedings")
            { CourtOrder = "served", Asked = "named-in-order=yes,yes,no" },
        new("solicitor-letter", 5, "solicitor", "other", "solicitor",
            "care-record health-record finance", "We act for the son and require the file.",
            "A claim")
            { Asked = "consent=not-asked,refused,explicit balance=not-weighed" },
        new("inspector", 2, "cqc", "other", "cqc", "care-record health-record",
            "Section 64 letter: the care plans of these five people.", "Inspection")
            { StatutoryPower = "formal", Asked = "balance=not-weighed" },
        new("inspector-rings", 2, "cqc", "other", "cqc", "care-record",
            "Can you just tell me about the fall in May?", "Before the inspection")
            { StatutoryPower = "informal", Asked = "consent=not-asked,explicit" },
        new("regulator", 1, "professional-regulator", "other", "regulator", "care-record",
            "Notes of the shift on which the nurse gave the tablet.", "Fitness to practise")
            { StatutoryPower = "formal" },
        new("ombudsman", 1, "public-authority", "other", "ombudsman", "letter care-record",
            "The file of the complaint.", "Complaint") { StatutoryPower = "formal,informal" },
    ];

    private static IEnumerable<DemoScenario> Dead() =>
    [
        new("coroner", 4, "coroner", "other", "coroner", "health-record care-record",
            "The notes of the last week.", "Inquest")
            { About = "dead", StatutoryPower = "formal,informal" },
        new("medical-examiner", 4, "medical-examiner", "other", "medical-examiner",
            "health-record", "Was the fall before or after the new tablet?", "Certificate")
            { About = "dead" },
        new("executor", 4, "personal-representative", "other", "family", "health-record letter",
            "Her records, please; I am the executor.", "To settle the estate")
            { About = "executor", Asked = "death-proof=yes,yes,no access-exemption=none,"
                + "expected-private third-party-content=none,staff" },
        new("claim", 3, "death-claimant", "other", "family", "health-record",
            "We think that the fall should not have happened.", "A claim")
            { About = "dead", Asked = "death-proof=yes claim-relevant=yes,no access-exemption=none"
                + " third-party-content=staff" },
    ];

    private static IEnumerable<DemoScenario> Community() =>
    [
        new("commissioner-counts", 4, "researcher-or-planner", "commissioning", "commissioner",
            "care-record health-record", "Falls by month and home.", "Contract monitoring")
            { Asked = "anonymised-enough=yes,yes,no de-identified-enough=low-risk" },
        new("study", 4, "researcher-or-planner", "research", "researcher",
            "health-record care-record", "Linked records for a study of falls.", "Research")
            { Asked = "anonymised-enough=yes,no,no de-identified-enough=high-risk,low-risk,no "
                + "consent=not-asked,explicit override=none,section-251 senior-approval=yes,no "
                + "sharing-conditions=met,met,too-much" },
        new("audit", 3, "care-professional", "audit", "district-nurses", "health-record",
            "How many pressure ulcers healed?", "Audit") { Asked = "anonymised-enough=yes" },
        new("national-collection", 2, "nhs-england", "population-health", "collection",
            "health-record", "The quarterly return.", "National collection")
            { Asked = "anonymised-enough=no de-identified-enough=no required-by-law=yes "
                + "sharing-conditions=met" },
    ];

    private static IEnumerable<DemoScenario> Outsiders() =>
    [
        new("insurer", 4, "employer-or-insurer", "other", "insurer", "health-record letter",
            "Please confirm the diagnosis for the policy.", "Travel insurance")
            { Asked = "consent=explicit,not-asked capacity=has-capacity "
                + "report-access=seen,waiting,not-a-report" },
        new("landlord", 3, "other", "other", "landlord", "care-record finance",
            "Is he coming back, and who pays the rent?", "Rent")
            { Asked = "requester-check=checked,not-checked consent=not-asked" },
        new("journalist", 2, "other", "other", "journalist", "health-record",
            "Is it true that he was found outside?", "A story")
            { Asked = "requester-check=checked,not-checked consent=refused,not-asked" },
        new("neighbour", 3, "other", "other", "neighbour", "message identity-details",
            "I saw the ambulance. Is she all right?", "Kindness")
            { Asked = "requester-check=not-checked,checked consent=not-asked" },
        new("nephew", 3, "other", "other", "nephew", "identity-details care-record",
            "I am her nephew. Where did she move to?", "Says that he wants to visit"),
        new("false-hospital", 2, "care-professional", "direct-care", "ward", "identity-details",
            "This is the hospital. What is her new address?", "Says treatment")
            { Said = "requester-check=not-checked" },
        new("price-list", 1, "local-authority", "commissioning", "council-adults",
            "business-information", "Your fees and staffing for the tender.", "Tender"),
    ];
}
