namespace Proviso.Register.Tests.Interchange;

/// <summary>Files in which every column says something that is not what an empty one means.
/// </summary>
internal static class FullFiles
{
    internal static readonly (string Format, string Text)[] All =
    [
        ("people", """"
            nhs_number,local_number,family_name,given_names,title,known_as,former_names,born_on,died_on,national_insurance_number,sex,addresses,contacts,language,communication_needs,safe_contact,risks_of_sharing,teams,sensitive_kinds
            999 123 4594,H1,"Test, person",Ada,Mrs,Addie,Old|Ada|Miss|A; Older|Ada,1950-02-01,2026-01-02,AB123456C,female,LS1 4AP|2019-05-01||12 Example Street|Leeds; |2001-01-01|2019-04-30|A farm \; no number,phone|01632 960001|not before nine; email|ada@example.org,Welsh,"large ""print""",Only at the day centre.,A brother who was violent; Somebody \| else,Day team,finance; letter
            """"),
        ("related-people", """
            id,person,family_name,given_names,title,known_as,relation,cares,willing_to_be_told,bars,bars_checked_on,contacts,checks
            R1,H1,Testperson,Ruth,Ms,Ru,daughter,yes|2023-06-01|2026-06-01,no,record-against|Said no|note of the day|sam@example.org|2026-01-10|2026-01-10|2026-05-01,2026-01-15,phone|01632 960002,passport|yes|sam@example.org|2026-01-15|2027-01-15
            """),
        ("authorities", """
            id,person,holder,authorises,document,registered,covers,from,until,ended_on
            A1,H1,R1,deputy,court order|sam@example.org|2026-01-15,yes,letter; finance,2024-02-01,2027-02-01,2026-03-01
            A2,H1,R1,attorney-health-and-welfare,,no,nothing,,,
            """),
        ("care", """
            id,person,with,how,shown,from,until
            C1,H1,Day team,referred,referral letter,2024-03-03,2026-03-03
            C2,H1,A99999,presented,,,
            """),
        ("items", """
            id,person,item_kind,title,medium,date,text,attachment,opinion,historical,author,source,service,sensitive,special_categories,mentions,in_confidence,protected_by
            I1,H1,letter,A letter,letter,2025-11-20,"One line,
            and another.  ",,yes,yes,Dr A Example,Memory clinic,Rose House,yes,health; sex-life,her daughter|no; Nurse B|yes,yes,An Act of 1990
            I2,H1,image-or-recording,A scan,image,2025-11-21,,scan.png|image/png|the scan.png,no,no,,,,no,,nobody,no,
            """),
        ("wishes", """
            id,person,says,item_kinds,items,party_kinds,parties,purposes,from,until,withdrawn_on,withdrawn_how,review_on,explicit,written,explained,benefit,concerns,taken_by,given_by,authority
            W1,H1,refusal,letter; finance,I1; I2,carer,R1; A99999,direct-care; research,2026-01-15,2027-01-15,2026-02-01,by telephone,2026-12-01,no,yes,who sees it,help at home,gossip,sam@example.org,R1,A1
            """),
    ];
}
