use super::super::queries::{ContactRole, Employer, Place, Somebody, TodayTopic};
use super::*;
use crate::calendar::Instant;
use crate::graphql::enums::BoardColumn;
use crate::graphql::scalars::{CaseId, PersonId};

const NL: Locale = Locale::Nl;

fn today() -> Day {
    Day::parse("2026-11-23").unwrap()
}

fn somebody(name: &str) -> Somebody {
    Somebody { name: name.to_owned(), is_viewer: name == "Mia" }
}

fn case() -> TodayCase {
    TodayCase {
        id: CaseId("1".to_owned()),
        code_word: "koekblik".to_owned(),
        neighbourhood: Place { name: "Ruwaard".to_owned() },
        topics: vec![TodayTopic {
            name: "Schulden".to_owned(),
            question: "Ik kan mijn rekeningen niet betalen".to_owned(),
        }],
        board_column: BoardColumn::New,
        opened_at: Instant::parse("2026-11-22T10:00:00Z").unwrap(),
        waiting_for: None,
        waiting_until: None,
        holder: None,
        turn: None,
    }
}

fn item(reason: WaitingReason) -> WaitingItem {
    WaitingItem { reason, case: case(), involvement: None, due_on: None, overdue_days: 0, call: None }
}

fn asked(kind: InvolvementKind, requester: &str, receiver: &str) -> WaitingItem {
    let planned_at = Instant::parse("2026-11-24T09:00:00Z");
    let (requester, receiver) = (somebody(requester), somebody(receiver));
    let involvement = Some(TodayInvolvement { kind, planned_at, requester, receiver });
    WaitingItem { involvement, ..item(WaitingReason::Answer) }
}

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

fn said(item: &WaitingItem) -> (Tone, String) {
    let said = urgency(NL, item, today()).unwrap();
    (said.tone, plain(&said.words))
}

#[test]
fn the_hour_greets() {
    let hours = [4, 5, 11, 12, 17, 18].map(|hour| greeting(NL, hour, "Mia"));
    assert_eq!(
        hours,
        ["Goedenavond", "Goedemorgen", "Goedemorgen", "Goedemiddag", "Goedemiddag", "Goedenavond"]
            .map(|words| format!("{words}, Mia"))
    );
}

#[test]
fn numbers_are_said() {
    let nl = [0, 1, 3, 12].map(|number| how_many(NL, number));
    let expected = [
        "Er wacht niets op jou.",
        "Er wacht één ding op jou.",
        "Er wachten drie dingen op jou.",
        "Er wachten 12 dingen op jou.",
    ];
    assert_eq!(nl, expected);
}

#[test]
fn every_reason_has_its_sentence() {
    let new = reason(NL, &item(WaitingReason::PickUp));
    assert_eq!(new, "Nieuw in Ruwaard: ‘Ik kan mijn rekeningen niet betalen’");
    let late = WaitingItem {
        reason: WaitingReason::ReplyOverdue,
        ..asked(InvolvementKind::Handover, "Mia", "Schuldhulpverlening")
    };
    assert_eq!(reason(NL, &late), "Schuldhulpverlening heeft nog niet geantwoord. Bel even na.");
    for (visit, other) in
        [("Mia", "Nadia"), ("Nadia", "Mia")].map(|(from, to)| (asked(InvolvementKind::JointVisit, from, to), "Nadia"))
    {
        let visit = WaitingItem { reason: WaitingReason::VisitPlanned, ..visit };
        assert_eq!(reason(NL, &visit), format!("Samen op bezoek met {other}"));
    }
    for kind in [InvolvementKind::Support, InvolvementKind::Consultation, InvolvementKind::Handover] {
        assert!(reason(NL, &asked(kind, "Toos", "Mia")).starts_with("Toos "));
    }
}

#[test]
fn an_offer_isnt_a_plea() {
    let mut takeover = asked(InvolvementKind::Takeover, "Joris", "Mia");
    assert_eq!(reason(NL, &takeover), "Joris vraagt of jij het overneemt");
    takeover.case.holder = Some(somebody("Mia"));
    assert_eq!(reason(NL, &takeover), "Joris stelt voor: ik neem het over");
}

#[test]
fn urgency_goes_from_late_to_new() {
    let late = WaitingItem { overdue_days: 2, ..item(WaitingReason::ReplyOverdue) };
    assert_eq!(said(&late), (Tone::Late, "2 dagen te laat".to_owned()));
    assert_eq!(said(&item(WaitingReason::PickUp)), (Tone::Info, "Sinds gisteren".to_owned()));
    let mut waiting = item(WaitingReason::PickUp);
    waiting.case.opened_at = Instant(waiting.case.opened_at.0 - 86_400_000);
    assert_eq!(said(&waiting), (Tone::Info, "Sinds 2 dagen".to_owned()));
    let visit = asked(InvolvementKind::JointVisit, "Mia", "Nadia");
    let visit = WaitingItem { reason: WaitingReason::VisitPlanned, ..visit };
    assert_eq!(said(&visit), (Tone::Soon, "Morgen om 10.00 uur".to_owned()));
    let answer = |days| WaitingItem { due_on: Some(today().plus(days)), ..item(WaitingReason::Answer) };
    assert_eq!(said(&answer(3)), (Tone::Soon, "Nog 3 dagen".to_owned()));
    assert_eq!(said(&answer(0)), (Tone::Soon, "Vandaag".to_owned()));
    assert_eq!(urgency(NL, &item(WaitingReason::SignOfLifeDue), today()), None);
}

#[test]
fn a_case_says_whose_move_it_is() {
    let of = |case: &TodayCase| plain(&progress(NL, case));
    assert_eq!(of(&case()), "Schulden");
    assert_eq!(of(&TodayCase { turn: Some(somebody("Mia")), ..case() }), "Schulden. Jij bent aan zet");
    assert_eq!(of(&TodayCase { turn: Some(somebody("Joris")), ..case() }), "Schulden. Joris is aan zet");
    let until = Some(today().plus(12));
    let waits = TodayCase { waiting_for: Some(WaitingFor::Decision), waiting_until: until, ..case() };
    assert_eq!(of(&waits), "Schulden. Wacht op een besluit tot 5 december");
    let followed = TodayCase { holder: Some(somebody("Nadia")), ..case() };
    assert_eq!(helped_by(NL, &followed), "Schulden. Nadia helpt nu");
}

#[test]
fn people_are_described_by_what_they_do() {
    let grant = |role, place: &str| ContactRole { role, neighbourhood: Some(Place { name: place.to_owned() }) };
    let contact = |organisation: Option<&str>, roles| Contact {
        id: PersonId("1".to_owned()),
        name: "Joris".to_owned(),
        initials: "J".to_owned(),
        phone: None,
        organisation: organisation.map(|name| Employer { name: name.to_owned() }),
        roles,
    };
    let worker = contact(Some("Ons Welzijn"), vec![grant(Role::CommunityWorker, "Ruwaard")]);
    assert_eq!(described(NL, &worker), "Opbouwwerker bij Ons Welzijn");
    let places = ["Ruwaard", "Ussen", "Centrum"].map(|place| grant(Role::Connector, place));
    let connector = contact(None, places.to_vec());
    assert_eq!(described(NL, &connector), "Buurtverbinder in Ruwaard, Ussen en Centrum");
    assert_eq!(described(NL, &contact(Some("Gemeente Oss"), vec![])), "Gemeente Oss");
}
