//! Where a notice leads, what is told of it besides what it says, and on which day it stands. Pure.

use super::queries::Notice;
use crate::calendar::{Day, full_day_near, in_days, time};
use crate::graphql::enums::{MailTrouble, NoticeKind};
use crate::i18n::{Locale, capital, words};
use crate::ui::Glyph;

/// Where it leads; None when there is nothing that the viewer may see.
pub fn link(notice: &Notice) -> Option<String> {
    if let Some(case) = &notice.case {
        return Some(["/vragen/", &case.id.0].concat());
    }
    if let Some(meeting) = &notice.training_session {
        return Some(["/training/", &meeting.id.0].concat());
    }
    if let Some(question) = &notice.peer_question {
        return Some(["/sparren/", &question.id.0].concat());
    }
    if let Some(connector) = &notice.connector {
        let own = || "/mijn-profiel".to_owned();
        return Some(if connector.is_viewer { own() } else { ["/buurtverbinders/", &connector.id.0].concat() });
    }
    let page = match notice.kind {
        NoticeKind::TrainingDue => "/training",
        NoticeKind::StandsIn | NoticeKind::StandInEnded => "/buurtverbinders",
        _ => return None,
    };
    Some(page.to_owned())
}

/// What it is about, as it is called, and who did it.
pub fn about(locale: Locale, notice: &Notice, today: Day) -> String {
    let subject = notice.case.as_ref().map(|case| case.code_word.clone()).or_else(|| meeting(locale, notice, today));
    let subject = subject.or_else(|| {
        let other = notice.connector.as_ref().filter(|connector| !connector.is_viewer);
        other.map(|connector| connector.name.clone())
    });
    let by = notice.caused_by.as_ref().map(|party| words::notices::by(locale, &party.name));
    subject.into_iter().chain(by).collect::<Vec<_>>().join(" · ")
}

fn meeting(locale: Locale, notice: &Notice, today: Day) -> Option<String> {
    let meeting = notice.training_session.as_ref()?;
    let starts = meeting.starts_at.here();
    let when = [&full_day_near(locale, starts.day, today), ", ", &time(locale, starts)].concat();
    Some(match &meeting.course {
        Some(course) => [&course.name, ", ", &when].concat(),
        None => when,
    })
}

/// The drawing beside it.
pub fn glyph(kind: NoticeKind) -> Glyph {
    match kind {
        NoticeKind::InvolvementRequested
        | NoticeKind::InvolvementAccepted
        | NoticeKind::InvolvementDeclined
        | NoticeKind::InvolvementExpired
        | NoticeKind::InvolvementWithdrawn => Glyph::With,
        NoticeKind::CaseGiven
        | NoticeKind::CasePassedOn
        | NoticeKind::CaseReopened
        | NoticeKind::FollowedCaseClosed
        | NoticeKind::FollowedCaseSignOfLife => Glyph::Cases,
        NoticeKind::WaitPassed
        | NoticeKind::SignOfLifeOwed
        | NoticeKind::SignOfLifeMissed
        | NoticeKind::ApplicationUnanswered
        | NoticeKind::ConnectorPauseOver
        | NoticeKind::PauseOver
        | NoticeKind::ContactOverdue => Glyph::Clock,
        NoticeKind::ApplicationReceived
        | NoticeKind::ConnectorStepTaken
        | NoticeKind::ConnectorPaused
        | NoticeKind::ConnectorStopped
        | NoticeKind::FixedContactGiven
        | NoticeKind::FixedContactOf
        | NoticeKind::StandsIn
        | NoticeKind::StandInEnded
        | NoticeKind::NotWell => Glyph::Heart,
        NoticeKind::TrainingPlaceGiven
        | NoticeKind::TrainingPlanned
        | NoticeKind::TrainingPlaceEnded
        | NoticeKind::TrainingChanged
        | NoticeKind::TrainingCalledOff
        | NoticeKind::TrainerOf
        | NoticeKind::TrainerEnded
        | NoticeKind::TrainingDue => Glyph::Letter,
        NoticeKind::PeerQuestionAsked | NoticeKind::PeerQuestionAnswered => Glyph::Cup,
    }
}

/// The notices of each day, in the order in which they came.
pub fn by_day(notices: Vec<Notice>) -> Vec<(Day, Vec<Notice>)> {
    let mut days: Vec<(Day, Vec<Notice>)> = Vec::new();
    for notice in notices {
        let day = notice.at.here().day;
        match days.last_mut() {
            Some((last, of_day)) if *last == day => of_day.push(notice),
            _ => days.push((day, vec![notice])),
        }
    }
    days
}

/// The heading of a day: "Vandaag", "Gisteren", "Dinsdag 14 januari".
pub fn day_name(locale: Locale, day: Day, today: Day) -> String {
    capital(&match today.0 - day.0 {
        0 | 1 => in_days(locale, day, today),
        _ => full_day_near(locale, day, today),
    })
}

/// Why mail doesn't come.
pub fn trouble(locale: Locale, trouble: MailTrouble) -> &'static str {
    match trouble {
        MailTrouble::AddressRefused => words::notices::trouble_address(locale),
        MailTrouble::Refused => words::notices::trouble_refused(locale),
        MailTrouble::TryLater => words::notices::trouble_later(locale),
        MailTrouble::Unreachable => words::notices::trouble_unreachable(locale),
        MailTrouble::SignInRefused => words::notices::trouble_sign_in(locale),
        MailTrouble::NotMade => words::notices::trouble_not_made(locale),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Instant;
    use crate::graphql::scalars::{CaseId, ConnectorId, NoticeId, TrainingSessionId};
    use crate::notices::queries::{NoticeCase, NoticeConnector, NoticeCourse, NoticeMeeting, NoticeParty};

    fn notice(kind: NoticeKind, at: &str) -> Notice {
        Notice {
            id: NoticeId("n".to_owned()),
            kind,
            at: Instant::parse(at).unwrap(),
            seen_at: None,
            text: String::new(),
            case: None,
            training_session: None,
            connector: None,
            peer_question: None,
            caused_by: None,
        }
    }

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn a_notice_leads_to_what_it_is_about() {
        let mut of_case = notice(NoticeKind::InvolvementRequested, "2026-11-23T09:00:00Z");
        assert_eq!(link(&of_case), None, "what is hidden leads nowhere");
        of_case.case = Some(NoticeCase { id: CaseId("c".to_owned()), code_word: "koekblik".to_owned() });
        of_case.caused_by = Some(NoticeParty { name: "Mia".to_owned() });
        assert_eq!(link(&of_case).as_deref(), Some("/vragen/c"));
        assert_eq!(about(Locale::Nl, &of_case, day("2026-11-23")), "koekblik · van Mia");
        let mut of_connector = notice(NoticeKind::FixedContactGiven, "2026-11-23T09:00:00Z");
        let connector =
            |is_viewer| NoticeConnector { id: ConnectorId("m".to_owned()), name: "Mia".to_owned(), is_viewer };
        of_connector.connector = Some(connector(true));
        assert_eq!(link(&of_connector).as_deref(), Some("/mijn-profiel"));
        assert_eq!(about(Locale::Nl, &of_connector, day("2026-11-23")), "");
        of_connector.connector = Some(connector(false));
        assert_eq!(link(&of_connector).as_deref(), Some("/buurtverbinders/m"));
        assert_eq!(about(Locale::Nl, &of_connector, day("2026-11-23")), "Mia");
        assert_eq!(link(&notice(NoticeKind::TrainingDue, "2026-11-23T09:00:00Z")).as_deref(), Some("/training"));
        for kind in [NoticeKind::StandsIn, NoticeKind::StandInEnded] {
            assert_eq!(link(&notice(kind, "2026-11-23T09:00:00Z")).as_deref(), Some("/buurtverbinders"));
        }
    }

    #[test]
    fn of_a_training_it_is_told_which_and_when() {
        let mut planned = notice(NoticeKind::TrainingPlanned, "2026-11-23T09:00:00Z");
        planned.training_session = Some(NoticeMeeting {
            id: TrainingSessionId("t".to_owned()),
            starts_at: Instant::parse("2027-01-12T18:30:00Z").unwrap(),
            course: Some(NoticeCourse { name: "Basistraining".to_owned() }),
        });
        let said = about(Locale::Nl, &planned, day("2026-11-23")).replace('\u{a0}', " ");
        assert_eq!(said, "Basistraining, dinsdag 12 januari 2027, 19.30 uur");
    }

    #[test]
    fn notices_stand_under_the_day_on_which_they_came() {
        let at = ["2026-11-23T22:30:00Z", "2026-11-22T23:30:00Z", "2026-11-22T12:00:00Z", "2026-11-10T12:00:00Z"];
        let days = by_day(at.map(|at| notice(NoticeKind::CaseGiven, at)).into_iter().collect());
        let said: Vec<_> = days
            .iter()
            .map(|(day, of_day)| {
                let name = day_name(Locale::Nl, *day, Day::parse("2026-11-23").unwrap()).replace('\u{a0}', " ");
                (name, of_day.len())
            })
            .collect();
        let expected = [("Vandaag", 2), ("Gisteren", 1), ("Dinsdag 10 november", 1)];
        assert_eq!(said, expected.map(|(name, count)| (name.to_owned(), count)), "days begin where people live");
    }
}
