use super::super::sample::{card, due, person, requested, specialist, viewer};
use super::*;
use crate::graphql::enums::InvolvementKind;

const HOLDER: [CaseAct; 9] = [
    CaseAct::AddNote,
    CaseAct::SetNextStep,
    CaseAct::Correct,
    CaseAct::SetWaiting,
    CaseAct::Close,
    CaseAct::RequestSupport,
    CaseAct::RequestConsultation,
    CaseAct::RequestHandover,
    CaseAct::AddResidentDetails,
];

fn with(acts: &[CaseAct]) -> CaseCard {
    CaseCard { available_acts: acts.to_vec(), ..card("lantaarn") }
}

fn visit(acts: &[InvolvementAct]) -> OpenInvolvement {
    let asked = requested(InvolvementKind::JointVisit, viewer("Mia"), specialist("Schuldhulpverlening"));
    OpenInvolvement { available_acts: acts.to_vec(), ..asked }
}

/// The plan as somebody reads it: the button, the one beside it, the rows.
fn read(plan: &Plan) -> String {
    let button = |act: &Option<Act>| act.as_ref().map_or_else(String::new, |act| label(Locale::Nl, act, &card("x")));
    let row = |row: &Row| match &row.hint {
        Some(hint) => [&row.label, " (", hint, ")"].concat(),
        None => row.label.clone(),
    };
    let first = [button(&plan.likely), button(&plan.beside)];
    first.into_iter().filter(|text| !text.is_empty()).chain(plan.rows.iter().map(row)).collect::<Vec<_>>().join("\n")
}

#[test]
fn who_helps_writes_first() {
    let plan = plan(Locale::Nl, &with(&HOLDER), &[], true);
    assert_eq!(
        read(&plan),
        "\
Schrijf op wat er gebeurde
Haal iemand erbij (Een opbouwwerker of een specialist)
Draag over (Jij blijft op de hoogte)
Zet op wacht (Op de bewoner, een specialist of een besluit)
Sluit af (Kies hoe het afliep)
Schrijf de volgende stap op
Verbeter wat er staat (Onderwerp, vraag of hoe contact)"
    );
    assert_eq!(plan.rows[0].acts.len(), 2);
}

#[test]
fn who_has_company_hands_over_before_bringing_in_a_next_one() {
    let plan = plan(Locale::Nl, &with(&HOLDER), &[visit(&[InvolvementAct::Complete])], true);
    let labels: Vec<&str> = plan.rows.iter().map(|row| row.label.as_str()).take(3).collect();
    assert_eq!(labels, ["Het bezoek is geweest", "Draag over", "Haal iemand erbij"]);
}

#[test]
fn who_is_asked_says_yes_or_no() {
    let asked = requested(InvolvementKind::Support, person("Toos"), viewer("Joris"));
    let answers = vec![InvolvementAct::Accept, InvolvementAct::Decline];
    let asked = OpenInvolvement { available_acts: answers, ..asked };
    let plan = plan(Locale::Nl, &with(&[CaseAct::AddNote]), &[asked], true);
    assert_eq!(read(&plan), "Zeg ja\nZeg nee\nSchrijf op wat er gebeurde");
}

#[test]
fn an_answer_by_phone_is_written_down() {
    let acts = [InvolvementAct::Withdraw, InvolvementAct::RecordAnswer];
    let plan = plan(Locale::Nl, &with(&[CaseAct::AddNote]), &[visit(&acts)], true);
    assert_eq!(
        read(&plan),
        "\
Schrijf het antwoord van Schuldhulpverlening op
Schrijf op wat er gebeurde
Trek je vraag aan Schuldhulpverlening in (Een antwoord is dan niet meer nodig)"
    );
}

#[test]
fn what_is_late_is_likely() {
    let mut card = with(&[CaseAct::AddNote, CaseAct::Resume, CaseAct::GiveSignOfLife, CaseAct::SetWaiting]);
    card.status = CaseStatus::Waiting;
    let likely = |card: &CaseCard| plan(Locale::Nl, card, &[], true).likely;
    assert_eq!(likely(&card), Some(Act::Case(CaseAct::AddNote)));
    card.due = Some(due(DueReason::Waiting, -2));
    assert_eq!(likely(&card), Some(Act::Case(CaseAct::Resume)));
    card.due = Some(due(DueReason::SignOfLife, 2));
    assert_eq!(likely(&card), Some(Act::Case(CaseAct::GiveSignOfLife)));
    let longer = plan(Locale::Nl, &card, &[], true).rows.into_iter().any(|row| row.label == "Laat langer wachten");
    assert!(longer);
}

#[test]
fn who_only_sees_the_card_picks_up_or_reads_with_a_reason() {
    let new = with(&[CaseAct::PickUp, CaseAct::ReadWithReason]);
    assert_eq!(plan(Locale::Nl, &new, &[], false).likely, Some(Act::Case(CaseAct::PickUp)));
    let worker = with(&[CaseAct::ReadWithReason, CaseAct::OfferTakeover]);
    let plan = plan(Locale::Nl, &worker, &[], false);
    assert_eq!(read(&plan), "Lees met een reden\nStel voor: ik neem over (Toos zegt ja of nee. Daarna volgt Toos mee)");
}

#[test]
fn who_follows_writes_down_what_was_told_by_phone() {
    let mut card = with(&[CaseAct::GiveSignOfLife]);
    card.holder = Some(specialist("Buurtbemiddeling"));
    let rows = plan(Locale::Nl, &card, &[], false);
    assert_eq!(read(&rows), "Schrijf op hoe het gaat (Wat Buurtbemiddeling aan de telefoon zei)");
    card.holder = Some(super::super::queries::Party { is_viewer: true, ..specialist("Buurtbemiddeling") });
    let rows = plan(Locale::Nl, &card, &[], false);
    assert_eq!(read(&rows), "Laat weten hoe het gaat (Wie meevolgt, leest dit)");
}

#[test]
fn nothing_is_offered_that_the_server_does_not_allow() {
    assert_eq!(plan(Locale::Nl, &with(&[]), &[visit(&[])], true), Plan::default());
}

#[test]
fn every_act_has_a_place() {
    let all = [
        HOLDER.as_slice(),
        &[CaseAct::PickUp, CaseAct::Resume, CaseAct::Reopen, CaseAct::RequestTakeover, CaseAct::OfferTakeover],
        &[CaseAct::RequestJointVisit, CaseAct::GiveSignOfLife, CaseAct::ReadWithReason],
    ]
    .concat();
    let plan = plan(Locale::En, &with(&all), &[], true);
    let rows: usize = plan.rows.iter().map(|row| row.acts.len()).sum();
    // The details of the resident have a place of their own.
    assert_eq!(rows + 1, all.len() - 1);
}

#[test]
fn an_act_stays_the_same_in_a_later_version() {
    let visit = visit(&[]);
    let later = OpenInvolvement { version: visit.version + 1, ..visit.clone() };
    let withdraw = |it: &OpenInvolvement| Act::Involvement(InvolvementAct::Withdraw, Box::new(it.clone()));
    assert_eq!(act_key(&withdraw(&visit)), act_key(&withdraw(&later)));
    let complete = Act::Involvement(InvolvementAct::Complete, Box::new(visit.clone()));
    assert_ne!(act_key(&withdraw(&visit)), act_key(&complete));
    let (note, wait) = (Act::Case(CaseAct::AddNote), Act::Case(CaseAct::SetWaiting));
    assert_ne!(act_key(&note), act_key(&wait));
    assert_ne!(row_key(&[note.clone(), wait]), row_key(&[note]));
}

#[test]
fn the_lines_leave_nothing_out() {
    let asked = visit(&[InvolvementAct::Accept, InvolvementAct::Decline]);
    let card = with(&HOLDER);
    let lines = lines(Locale::Nl, &card, std::slice::from_ref(&asked));
    let mut acts: Vec<String> = lines.iter().flat_map(|line| &line.acts).map(act_key).collect();
    let mut all: Vec<String> = available(&card, &[asked]).iter().map(act_key).collect();
    acts.sort();
    all.sort();
    assert_eq!(acts, all);
    assert_eq!(lines.first().map(|line| line.label.as_str()), Some("Zeg ja"));
}
