//! What who follows a case is told: the last sign of life, when the next one is owed, and since when they follow. Nothing
//! of what is written down. Pure.

use super::case_model::Fact;
use super::case_words::short_name;
use super::queries::{CaseDetail, CaseEvent};
use super::timeline_model::{first_since_handed_over, heard_of};
use crate::calendar::{Day, day_month_near, when};
use crate::graphql::enums::{CaseEventKind, CaseStatus};
use crate::i18n::{Locale, capital, words};

/// The last sign of life in its own words, and when the next one is owed.
pub fn signs(locale: Locale, case: &CaseDetail, today: Day) -> Vec<Fact> {
    let last = match case.last_sign_of_life_at {
        Some(at) => Fact {
            term: words::case::last_sign(locale),
            says: capital(&when(locale, at, today)),
            sub: last_words(locale, case),
        },
        None => Fact { term: words::case::last_sign(locale), says: words::case::no_sign(locale).to_owned(), sub: None },
    };
    // What is over owes nothing more.
    let due = case.sign_of_life_due.filter(|_| case.card.status != CaseStatus::Closed);
    let next = due.map(|due| Fact {
        term: words::case::next_sign(locale),
        says: if due < today {
            words::case::sign_late(locale).to_owned()
        } else {
            words::case::until(locale, &day_month_near(locale, due, today))
        },
        sub: None,
    });
    std::iter::once(last).chain(next).collect()
}

/// What was said last, and by whom; None where it came without words.
fn last_words(locale: Locale, case: &CaseDetail) -> Option<String> {
    let last = case.timeline.nodes.iter().rev().find(|event| event.kind == CaseEventKind::SignOfLife)?;
    let said = last.note.as_deref().map(str::trim).filter(|said| !said.is_empty())?;
    Some(words::case::sign_said(locale, said, short_name(heard_of(last).or(last.actor.as_ref())?)))
}

/// That the viewer follows, and since when if that is known.
pub fn follows_since(locale: Locale, case: &CaseDetail, today: Day) -> String {
    match since(&case.timeline.nodes) {
        Some(day) => words::case::you_follow_since(locale, &day_month_near(locale, day, today)),
        None => words::case::you_follow(locale).to_owned(),
    }
}

fn since(events: &[CaseEvent]) -> Option<Day> {
    let first = events.get(first_since_handed_over(events))?;
    // Else it was before these lines.
    let is_of_handing_over = matches!(
        first.kind,
        CaseEventKind::InvolvementAccepted | CaseEventKind::HolderChanged | CaseEventKind::PickedUp
    );
    is_of_handing_over.then(|| first.at.here().day)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{at, day, detail, event, person, specialist, today, viewer};
    use super::*;
    use crate::graphql::enums::{CaseRelation, Outcome};

    fn followed() -> CaseDetail {
        let mut case = detail("waterlelie");
        case.relations = vec![CaseRelation::Follower];
        case.card.holder = Some(specialist("Casemanager dementie"));
        case
    }

    fn told(case: &CaseDetail) -> Vec<String> {
        let facts = signs(Locale::Nl, case, today()).into_iter();
        facts
            .map(|fact| {
                [fact.term, ": ", &fact.says, " / ", &fact.sub.unwrap_or_default()].concat().replace('\u{a0}', " ")
            })
            .collect()
    }

    #[test]
    fn a_sign_of_life_is_told_in_its_own_words() {
        let mut case = followed();
        assert_eq!(told(&case), ["Laatste bericht: Nog geen bericht / "]);
        case.last_sign_of_life_at = Some(at("2026-11-22T09:00:00Z"));
        case.sign_of_life_due = Some(day("2026-12-06"));
        let sign = |who, note: &str| CaseEvent { note: Some(note.to_owned()), ..event(CaseEventKind::SignOfLife, who) };
        case.timeline.nodes = vec![
            sign(specialist("Casemanager dementie"), "Eerst."),
            sign(specialist("Casemanager dementie"), "Er is een plan."),
        ];
        assert_eq!(
            told(&case),
            [
                "Laatste bericht: Gisteren, 10.00 uur / ‘Er is een plan.’ (Casemanager dementie)",
                "Volgend bericht: Tot 6 december / ",
            ]
        );
        let heard = CaseEvent {
            by_phone: true,
            party: Some(specialist("Casemanager dementie")),
            ..sign(viewer("Mia"), "Het loopt.")
        };
        case.timeline.nodes.push(heard);
        assert!(told(&case)[0].ends_with("‘Het loopt.’ (Casemanager dementie)"), "{:?}", told(&case));
        case.sign_of_life_due = Some(day("2026-11-22"));
        assert_eq!(told(&case)[1], "Volgend bericht: Had er al moeten zijn / ");
        case.card.status = CaseStatus::Closed;
        case.card.outcome = Some(Outcome::SolvedBySpecialist);
        assert_eq!(told(&case).len(), 1, "what is over owes nothing more");
    }

    #[test]
    fn who_follows_knows_since_when() {
        let mut case = followed();
        let said = |case: &CaseDetail| follows_since(Locale::Nl, case, today()).replace('\u{a0}', " ");
        assert_eq!(said(&case), "Jij volgt mee. De notities zie je niet.");
        let changed = CaseEvent {
            party: Some(specialist("Casemanager dementie")),
            ..event(CaseEventKind::HolderChanged, person("Nadia"))
        };
        case.timeline.nodes = vec![event(CaseEventKind::Opened, viewer("Mia")), changed];
        assert_eq!(said(&case), "Jij volgt mee sinds 19 november. De notities zie je niet.");
        // What is loaded may begin after that.
        case.timeline.nodes = vec![event(CaseEventKind::SignOfLife, person("Nadia"))];
        assert_eq!(said(&case), "Jij volgt mee. De notities zie je niet.");
    }
}
