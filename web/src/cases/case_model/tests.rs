use super::super::queries::{Follower, Helper, HelperPerson, HelperRole};
use super::super::sample::{
    at, card, content, day, detail, due, involvement, person, silent, specialist, today, viewer,
};
use super::*;
use crate::graphql::enums::{AskBarrier, BoardColumn, Outcome, Role, WaitingFor};
use crate::graphql::scalars::PersonId;

fn plain(text: impl AsRef<str>) -> String {
    text.as_ref().replace('\u{a0}', " ")
}

fn read(case: &CaseDetail) -> String {
    let Next { label, what, sub } = next(Locale::Nl, case, today());
    plain([Some(label.to_owned()), Some(what), sub].into_iter().flatten().collect::<Vec<_>>().join(" / "))
}

fn with_content(case: CaseDetail) -> CaseDetail {
    CaseDetail { content: Some(content("Een brief")), ..case }
}

#[test]
fn the_head_names_topic_and_place() {
    let case = detail("regenjas");
    assert_eq!(topic_and_place(Locale::Nl, &case, true), "Wonen: ‘Ik heb een vraag over mijn huis’ · Ruwaard");
    assert_eq!(topic_and_place(Locale::Nl, &case, false), "Wonen · Ruwaard");
}

#[test]
fn the_facts_are_told() {
    let mut case = with_content(detail("regenjas"));
    let role = HelperRole { role: Role::Connector };
    case.helper = Some(Helper { phone: None, person: Some(HelperPerson { roles: vec![role] }) });
    case.card.turn = Some(silent(viewer("Joris")));
    case.card.due = Some(due(DueReason::Answer, 4));
    case.followers = vec![Follower { id: PersonId("p".to_owned()), name: "Mia".to_owned() }];
    if let Some(content) = &mut case.content {
        content.contact_note = Some("Liefst na 16.00 uur".to_owned());
    }
    let told: Vec<String> = facts(Locale::Nl, &case)
        .into_iter()
        .map(|fact| plain([fact.term, ": ", &fact.says, " / ", &fact.sub.unwrap_or_default()].concat()))
        .collect();
    assert_eq!(
        told,
        [
            "Wie helpt er nu: Toos / Buurtverbinder",
            "Wie is aan zet: Jij / Antwoord tot 27 november",
            "Hoe contact: Bellen / Liefst na 16.00 uur",
            "Sinds: 12 dagen / Woensdag 11 november",
            "Wie volgt mee: Mia / ",
        ]
    );
}

#[test]
fn a_closed_case_says_how_it_ended() {
    let mut case = with_content(detail("spiegelei"));
    case.card = CaseCard {
        status: CaseStatus::Closed,
        board_column: BoardColumn::Done,
        outcome: Some(Outcome::NoFittingRule),
        turn: None,
        ..card("spiegelei")
    };
    case.closed_at = Some(at("2026-11-20T09:00:00Z"));
    assert_eq!(read(&case), "Afgesloten / Geen regel die past / Vrijdag 20 november");
    assert_eq!(facts(Locale::Nl, &case)[0].says, "Geen regel die past");
}

#[test]
fn the_next_step_is_what_comes_first() {
    let mut case = with_content(detail("lantaarn"));
    assert_eq!(read(&case), "Volgende stap / Nog geen volgende stap");
    case.card.holder = None;
    assert_eq!(read(&case), "Volgende stap / Nog niemand helpt");
    case.involvements = vec![involvement(InvolvementKind::Support, viewer("Mia"), person("Joris Hendriks"))];
    assert_eq!(read(&case), "Volgende stap / Wacht op antwoord van Joris / Tot 27 november");
    case.card.status = CaseStatus::Waiting;
    (case.card.waiting_for, case.card.waiting_until) = (Some(WaitingFor::Resident), Some(day("2026-11-28")));
    assert_eq!(read(&case), "Volgende stap / Wacht op de bewoner / Tot 28 november");
    if let Some(content) = &mut case.content {
        content.next_step = Some("Nadia belt eerst".to_owned());
    }
    assert_eq!(read(&case), "Volgende stap / Nadia belt eerst / Wacht op de bewoner. Tot 28 november");
    let visit = involvement(InvolvementKind::JointVisit, viewer("Mia"), specialist("Schuldhulpverlening"));
    let planned_at = Some(at("2026-11-24T09:00:00Z"));
    case.involvements = vec![Involvement { status: InvolvementStatus::Accepted, planned_at, ..visit }];
    assert_eq!(read(&case), "Volgende stap / Samen op bezoek, morgen, 10.00 uur / Met Schuldhulpverlening");
}

#[test]
fn what_is_asked_of_the_viewer_goes_first() {
    let mut case = detail("strohoed");
    let asked = involvement(InvolvementKind::Support, person("Toos"), viewer("Joris"));
    let reason = Some("Ik kom er niet uit met de brief.".to_owned());
    let asked = Involvement { available_acts: vec![InvolvementAct::Accept], reason, ..asked };
    case.involvements = vec![asked];
    assert_eq!(read(&case), "Aan jou gevraagd / Toos vraagt of je wilt meehelpen / Ik kom er niet uit met de brief.");
    case.involvements[0].kind = InvolvementKind::Takeover;
    case.involvements[0].is_offer = true;
    assert_eq!(question(Locale::Nl, &case.involvements[0]), "Toos stelt voor om over te nemen");
}

#[test]
fn who_follows_hears_how_it_goes() {
    let mut case = detail("waterlelie");
    case.relations = vec![CaseRelation::Follower, CaseRelation::Team];
    case.card.holder = Some(specialist("Casemanager dementie"));
    assert_eq!(read(&case), "Hoe het gaat / Casemanager dementie helpt");
    case.card.status = CaseStatus::Waiting;
    (case.card.waiting_for, case.card.waiting_until) = (Some(WaitingFor::Decision), Some(day("2026-12-04")));
    assert_eq!(read(&case), "Hoe het gaat / Casemanager dementie helpt / Wacht op een besluit. Tot 4 december");
}

#[test]
fn who_sees_only_the_card_is_told_so() {
    let case = detail("melkbus");
    assert_eq!(sight(&case), Sight::Card);
    assert_eq!(read(&case), "Deze vraag / Toos helpt / Je ziet alleen de kaart, niet wat er is opgeschreven.");
}

#[test]
fn whom_to_call_is_somebody_else() {
    let phone = Phone("0412 00 17 31".to_owned());
    let mut case = detail("regenjas");
    case.card.turn = Some(silent(viewer("Joris")));
    case.card.holder = None;
    assert_eq!(callee(&case), None);
    case.involvements = vec![involvement(InvolvementKind::Support, person("Toos Smits"), viewer("Joris"))];
    case.involvements[0].requester.phone = Some(phone.clone());
    assert_eq!(callee(&case), Some((phone, "Toos".to_owned())));
}

#[test]
fn the_background_is_a_line_or_two() {
    let mut content = content("Een brief");
    assert_eq!(background(Locale::Nl, &content), ["De bewoner zelf. De bewoner vroeg het zelf"]);
    content.ask_barriers = vec![AskBarrier::Shame, AskBarrier::Distrust];
    assert_eq!(background(Locale::Nl, &content)[1], "Drempel: schaamte en wantrouwen");
}
