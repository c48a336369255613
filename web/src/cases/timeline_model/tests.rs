use super::super::queries::{EventInvolvement, Party};
use super::super::sample::{about, day, event, person, specialist, today, viewer};
use super::*;
use crate::graphql::enums::{Outcome, WaitingFor};

fn both(event: &CaseEvent) -> (String, String) {
    let said = |locale| sentence(locale, event).replace('\u{a0}', " ");
    (said(Locale::Nl), said(Locale::En))
}

fn with(kind: CaseEventKind, actor: Party, involvement: EventInvolvement) -> CaseEvent {
    CaseEvent { party: Some(involvement.receiver.clone()), involvement: Some(involvement), ..event(kind, actor) }
}

#[test]
fn every_kind_has_its_sentence_in_two_languages() {
    use CaseEventKind as Kind;
    use InvolvementKind as Way;
    let me = || viewer("Mia");
    let debts = || specialist("Schuldhulpverlening");
    let joris = || person("Joris Hendriks");
    let asks = |way, receiver| with(Kind::InvolvementRequested, me(), about(way, me(), receiver));
    let yes = |way, who: Party| with(Kind::InvolvementAccepted, who.clone(), about(way, me(), who));
    let offer = |who, to| EventInvolvement { is_offer: true, ..about(Way::Takeover, who, to) };
    let ends = |way| with(Kind::InvolvementCompleted, me(), about(way, me(), debts()));
    let waiting = CaseEvent {
        waiting_for: Some(WaitingFor::Resident),
        waiting_until: Some(day("2026-11-27")),
        ..event(Kind::WaitingSet, me())
    };
    let cases = vec![
        event(Kind::Opened, me()),
        CaseEvent { actor: None, ..event(Kind::Opened, me()) },
        event(Kind::PickedUp, person("Toos")),
        event(Kind::Note, me()),
        event(Kind::NextStepSet, person("Toos")),
        event(Kind::Corrected, me()),
        waiting,
        event(Kind::WaitingSet, me()),
        event(Kind::Resumed, me()),
        asks(Way::Support, joris()),
        asks(Way::Takeover, joris()),
        asks(Way::Consultation, debts()),
        asks(Way::Handover, debts()),
        asks(Way::JointVisit, debts()),
        with(Kind::InvolvementRequested, joris(), offer(joris(), me())),
        yes(Way::Support, joris()),
        yes(Way::Takeover, joris()),
        yes(Way::Consultation, debts()),
        yes(Way::Handover, debts()),
        yes(Way::JointVisit, debts()),
        with(Kind::InvolvementAccepted, me(), offer(joris(), me())),
        with(Kind::InvolvementAccepted, person("Toos"), offer(viewer("Joris"), person("Toos"))),
        with(Kind::InvolvementDeclined, debts(), about(Way::Consultation, me(), debts())),
        with(Kind::InvolvementWithdrawn, me(), about(Way::Consultation, me(), debts())),
        with(Kind::InvolvementExpired, me(), about(Way::Consultation, me(), debts())),
        ends(Way::Support),
        ends(Way::Consultation),
        ends(Way::JointVisit),
        ends(Way::Handover),
        CaseEvent { party: Some(debts()), ..event(Kind::HolderChanged, me()) },
        event(Kind::SignOfLife, debts()),
        event(Kind::DetailsAdded, me()),
        event(Kind::DetailsRemoved, person("Toos")),
        CaseEvent { outcome: Some(Outcome::SolvedTogether), ..event(Kind::Closed, me()) },
        event(Kind::Closed, me()),
        event(Kind::Reopened, me()),
    ];
    let lines: Vec<String> = cases.iter().map(both).map(|(nl, en)| [&nl, " | ", &en].concat()).collect();
    let expected = "\
*Jij* schreef de vraag op | *You* noted the question
De vraag kwam binnen via het formulier | The question came in through the form
*Toos* helpt | *Toos* started to help
*Jij* schreef op | *You* wrote
*Toos* schreef de volgende stap op | *Toos* wrote down the next step
*Jij* verbeterde wat er stond | *You* corrected what was written
*Jij* zette de vraag op wacht: op de bewoner, tot 27 november | *You* put the question on hold: waits for the resident, until 27 November
*Jij* zette de vraag op wacht | *You* put the question on hold
*Jij* ging verder | *You* went on
*Jij* vroeg Joris om steun | *You* asked Joris for support
*Jij* vroeg Joris om over te nemen | *You* asked Joris to take over
*Jij* vroeg Schuldhulpverlening om mee te denken | *You* asked Schuldhulpverlening to think along
*Jij* vroeg Schuldhulpverlening om over te nemen | *You* asked Schuldhulpverlening to take over
*Jij* vroeg Schuldhulpverlening mee op bezoek | *You* asked Schuldhulpverlening to visit together
*Joris* stelde voor om over te nemen | *Joris* offered to take over
*Joris* zei ja en ondersteunt jou | *Joris* said yes: support for you
*Joris* zei ja en neemt over | *Joris* said yes and took over
*Schuldhulpverlening* zei ja en denkt mee | *Schuldhulpverlening* said yes to thinking along
*Schuldhulpverlening* zei ja en neemt over | *Schuldhulpverlening* said yes and took over
*Schuldhulpverlening* zei ja en gaat mee | *Schuldhulpverlening* said yes to the visit
*Jij* zei ja: Joris neemt over | *You* said yes: Joris takes over
*Toos* zei ja: jij neemt over | *Toos* said yes: you take over
*Schuldhulpverlening* zei nee | *Schuldhulpverlening* said no
*Jij* trok de vraag aan Schuldhulpverlening in | *You* took back the request to Schuldhulpverlening
*Schuldhulpverlening* gaf geen antwoord | *Schuldhulpverlening* did not answer
*Jij* rondde de ondersteuning af | *You* ended the support
*Jij* rondde het overleg af | *You* ended the consultation
*Jij* schreef op: het bezoek is geweest | *You* wrote: the visit has been
*Jij* rondde het af | *You* ended it
*Schuldhulpverlening* helpt nu | Now helped by *Schuldhulpverlening*
*Schuldhulpverlening* liet weten hoe het gaat | *Schuldhulpverlening* told how it goes
*Jij* schreef gegevens van de bewoner op. Dat mocht | *You* wrote down details of the resident, with consent
*Toos* haalde de gegevens van de bewoner weg | *Toos* removed the details of the resident
*Jij* sloot af: samen opgelost | *You* closed it: solved together
*Jij* sloot af | *You* closed it
*Jij* opende de vraag opnieuw | *You* opened the question again";
    assert_eq!(lines.join("\n"), expected);
}

#[test]
fn a_no_has_its_reason_once() {
    let wijkbeheerder = specialist("Wijkbeheerder");
    let mut involvement = about(InvolvementKind::Consultation, person("Toos"), wijkbeheerder.clone());
    involvement.decline_reason = Some("Het huis is niet van zijn verhuurder.".to_owned());
    let no = CaseEvent {
        note: Some("Het huis is niet van zijn verhuurder.".to_owned()),
        ..with(CaseEventKind::InvolvementDeclined, wijkbeheerder, involvement)
    };
    let line = line(Locale::Nl, &no, today());
    assert_eq!(line.what, "*Wijkbeheerder* zei nee: het huis is niet van zijn verhuurder");
    assert_eq!(line.note, None);
    assert_eq!(line.when.replace('\u{a0}', " "), "Donderdag 19 november, 14.10 uur, 4 dagen geleden");
}

#[test]
fn an_answer_by_phone_is_of_who_gave_it() {
    let debts = specialist("Schuldhulpverlening");
    let involvement = about(InvolvementKind::JointVisit, viewer("Mia"), debts);
    let yes = CaseEvent { by_phone: true, ..with(CaseEventKind::InvolvementAccepted, viewer("Mia"), involvement) };
    let line = line(Locale::Nl, &yes, today());
    assert_eq!(line.what, "*Schuldhulpverlening* zei ja en gaat mee");
    assert_eq!(line.more.as_deref(), Some("Aan de telefoon. Jij schreef het op."));
}

#[test]
fn what_was_written_stands_below_and_stars_stay_stars() {
    let note = CaseEvent {
        note: Some(" We dronken koffie. ".to_owned()),
        note_visibility: Some(NoteVisibility::Writer),
        ..event(CaseEventKind::Note, person("T*os"))
    };
    let line = line(Locale::Nl, &note, today());
    assert_eq!(line.what, "*T∗os* schreef op");
    assert_eq!(line.note.as_deref(), Some("We dronken koffie."));
    assert_eq!(line.kept, Some("Alleen jij leest dit"));
}

#[test]
fn what_happened_since_begins_with_the_yes() {
    use CaseEventKind as Kind;
    let debts = || specialist("Schuldhulpverlening");
    let to = |party: Party| CaseEvent { party: Some(party.clone()), ..event(Kind::HolderChanged, party) };
    let yes = || event(Kind::InvolvementAccepted, debts());
    let story = [
        event(Kind::Opened, viewer("Mia")),
        event(Kind::PickedUp, viewer("Mia")),
        event(Kind::InvolvementRequested, viewer("Mia")),
        yes(),
        to(debts()),
        event(Kind::SignOfLife, debts()),
        to(person("Toos")),
    ];
    assert_eq!(first_since_handed_over(&story), 3);
    // What was before isn't among these lines.
    assert_eq!(first_since_handed_over(&story[5..6]), 0);
    // Back with the viewer, and handed over once more.
    let again = [&story[..], &[to(viewer("Mia")), event(Kind::Note, viewer("Mia")), to(debts())]].concat();
    assert_eq!(first_since_handed_over(&again), 9);
}
