//! Who was brought in, in words: in which way, how far it is, and until when an answer is awaited. Pure.

use super::case_words::Said;
use super::queries::{CaseDetail, Involvement, OpenInvolvement};
use crate::calendar::{Day, day_month, full_day, when};
use crate::graphql::enums::{InvolvementKind, InvolvementStatus};
use crate::i18n::{Locale, words};
use crate::ui::{Glyph, Tone};

/// Who does what: "Joris Hendriks ondersteunt", "Wijkbeheerder, overleg".
pub fn title(locale: Locale, involvement: &Involvement) -> String {
    let receiver = &involvement.receiver;
    let name = if receiver.is_viewer { words::cases::you(locale) } else { receiver.name.as_str() };
    let is_on = involvement.status == InvolvementStatus::Accepted;
    match involvement.kind {
        InvolvementKind::Support if is_on => words::involvements::support_on(locale, name),
        InvolvementKind::Support => words::involvements::support(locale, name),
        InvolvementKind::Consultation if is_on => words::involvements::consultation_on(locale, name),
        InvolvementKind::Consultation => words::involvements::consultation(locale, name),
        InvolvementKind::JointVisit if is_on => words::involvements::visit_on(locale, name),
        InvolvementKind::JointVisit => words::involvements::visit(locale, name),
        InvolvementKind::Takeover if involvement.is_offer => {
            let requester = &involvement.requester;
            let name = if requester.is_viewer { words::cases::you(locale) } else { requester.name.as_str() };
            if is_on { words::involvements::over_on(locale, name) } else { words::involvements::offer(locale, name) }
        }
        InvolvementKind::Takeover | InvolvementKind::Handover if is_on => words::involvements::over_on(locale, name),
        InvolvementKind::Takeover | InvolvementKind::Handover => words::involvements::over(locale, name),
    }
}

/// When it was asked and answered, and what was said.
pub fn history(locale: Locale, involvement: &Involvement, today: Day) -> String {
    let day = |at: crate::calendar::Instant| full_day(locale, at.here().day);
    let asked = day(involvement.requested_at);
    let said_yes = matches!(involvement.status, InvolvementStatus::Accepted | InvolvementStatus::Completed);
    let mut line = match involvement.answered_at.filter(|_| said_yes).map(day) {
        Some(answered) if answered == asked => words::involvements::yes(locale, &answered),
        Some(answered) => words::involvements::asked_yes(locale, &asked, &answered),
        None => words::involvements::asked(locale, &asked),
    };
    if involvement.answered_by_phone {
        line = [&line, ", ", words::involvements::by_phone(locale)].concat();
    }
    let planned = involvement.planned_at.map(|at| words::involvements::planned(locale, &when(locale, at, today)));
    let declined = involvement.decline_reason.as_deref().map(|reason| reason.trim().trim_end_matches('.').to_owned());
    let more = planned.into_iter().chain(declined).filter(|text| !text.is_empty());
    more.fold(line, |line, text| [&line, ". ", &text].concat())
}

/// How far it is.
pub fn mark(locale: Locale, involvement: &Involvement, today: Day) -> Said {
    match involvement.status {
        InvolvementStatus::Requested if involvement.respond_by < today => {
            let late = today.0 - involvement.respond_by.0;
            Said::new(Tone::Late, Glyph::Late, words::involvements::waits_late(locale, late))
        }
        InvolvementStatus::Requested => {
            let day = day_month(locale, involvement.respond_by);
            Said::new(Tone::Soon, Glyph::Clock, words::involvements::waits(locale, &day))
        }
        InvolvementStatus::Accepted => Said::new(Tone::Good, Glyph::Check, words::involvements::going_on(locale)),
        InvolvementStatus::Completed => Said::new(Tone::Quiet, Glyph::Check, words::involvements::completed(locale)),
        InvolvementStatus::Declined => Said::new(Tone::Quiet, Glyph::Close, words::involvements::declined(locale)),
        InvolvementStatus::Withdrawn => Said::new(Tone::Quiet, Glyph::Undo, words::involvements::withdrawn(locale)),
        InvolvementStatus::Expired => Said::new(Tone::Quiet, Glyph::Clock, words::involvements::expired(locale)),
    }
}

/// Whether it isn't over.
pub fn is_open(involvement: &Involvement) -> bool {
    matches!(involvement.status, InvolvementStatus::Requested | InvolvementStatus::Accepted)
}

/// Those of a case that aren't over, as far as the acts need them.
pub fn open_ones(case: &CaseDetail) -> Vec<OpenInvolvement> {
    case.involvements.iter().filter(|it| is_open(it)).map(brief).collect()
}

/// What the acts need of it.
pub fn brief(involvement: &Involvement) -> OpenInvolvement {
    OpenInvolvement {
        id: involvement.id.clone(),
        version: involvement.version,
        kind: involvement.kind,
        status: involvement.status,
        is_offer: involvement.is_offer,
        requester: involvement.requester.party.clone(),
        receiver: involvement.receiver.party.clone(),
        respond_by: involvement.respond_by,
        planned_at: involvement.planned_at,
        available_acts: involvement.available_acts.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::queries::Party;
    use super::super::sample::{at, day, involvement, person, specialist, today, viewer};
    use super::*;

    fn read(involvement: &Involvement) -> String {
        let Said { words, tone, .. } = mark(Locale::Nl, involvement, today());
        let title = title(Locale::Nl, involvement);
        let history = history(Locale::Nl, involvement, today());
        format!("{title} / {history} / {words} {tone:?}").replace('\u{a0}', " ")
    }

    fn asked(kind: InvolvementKind, receiver: Party) -> Involvement {
        involvement(kind, person("Toos"), receiver)
    }

    fn yes(involvement: Involvement) -> Involvement {
        let answered_at = Some(at("2026-11-13T08:20:00Z"));
        Involvement { status: InvolvementStatus::Accepted, answered_at, ..involvement }
    }

    #[test]
    fn each_way_is_told() {
        let joris = asked(InvolvementKind::Support, person("Joris Hendriks"));
        assert_eq!(
            read(&joris),
            "Joris Hendriks, ondersteuning / Gevraagd op donderdag 12 november / Wacht op antwoord tot 27 november Soon"
        );
        assert_eq!(
            read(&yes(joris)),
            "Joris Hendriks ondersteunt / Gevraagd op donderdag 12 november, ja gezegd op vrijdag 13 november / Loopt nog Good"
        );
        let visit = asked(InvolvementKind::JointVisit, specialist("Schuldhulpverlening"));
        let planned_at = Some(at("2026-11-24T09:00:00Z"));
        let visit = Involvement { planned_at, answered_by_phone: true, ..yes(visit) };
        assert_eq!(
            read(&visit),
            "Schuldhulpverlening gaat mee / Gevraagd op donderdag 12 november, ja gezegd op vrijdag 13 november, \
             aan de telefoon. Bezoek: morgen, 10.00 uur / Loopt nog Good"
        );
        let no = asked(InvolvementKind::Consultation, specialist("Wijkbeheerder"));
        let decline_reason = Some("Het huis is niet van zijn verhuurder.".to_owned());
        let no = Involvement { status: InvolvementStatus::Declined, decline_reason, ..no };
        assert_eq!(
            read(&no),
            "Wijkbeheerder, overleg / Gevraagd op donderdag 12 november. Het huis is niet van zijn verhuurder / Zei nee Quiet"
        );
    }

    #[test]
    fn who_takes_over_is_named() {
        let handover = asked(InvolvementKind::Handover, specialist("Buurtbemiddeling"));
        assert_eq!(title(Locale::Nl, &handover), "Buurtbemiddeling, overdragen");
        assert_eq!(title(Locale::Nl, &yes(handover)), "Buurtbemiddeling nam over");
        let offer = involvement(InvolvementKind::Takeover, person("Joris Hendriks"), viewer("Toos"));
        let offer = Involvement { is_offer: true, ..offer };
        assert_eq!(title(Locale::Nl, &offer), "Joris Hendriks stelt voor om over te nemen");
        assert_eq!(title(Locale::Nl, &yes(offer)), "Joris Hendriks nam over");
    }

    #[test]
    fn a_late_answer_is_late() {
        let late = asked(InvolvementKind::Consultation, specialist("Taalmaatje"));
        let late = Involvement { respond_by: day("2026-11-21"), ..late };
        assert!(read(&late).ends_with("Antwoord 2 dagen te laat Late"));
        assert!(is_open(&late));
        assert_eq!(brief(&late).id, late.id);
    }
}
