//! What the people of the demo were told: what the acts of their cases would have told them in the last weeks, as rows. What
//! waits for an answer was not seen yet, nor what came in the last days. Pure.

use std::collections::BTreeSet;

use entities::{
    CaseEventKind, CaseId, ConnectorId, InvolvementId, InvolvementStatus, NoticeId, NoticeKind, PersonId, Timestamp,
    case_follower, connector, involvement, notice,
};

use super::{cast::Cast, telling::Story};
use crate::import::IdSource;

/// So far back they reach.
const DAYS: i64 = 60;
/// What came before so many hours was seen.
const UNSEEN_HOURS: i64 = 72;

/// What a notice is about.
#[derive(Clone, Copy, Default)]
struct About {
    case: Option<CaseId>,
    involvement: Option<InvolvementId>,
    connector: Option<ConnectorId>,
}

/// What is told of all of this.
struct Teller<'a> {
    cast: &'a Cast,
    ids: &'a IdSource<'a>,
    now: Timestamp,
    rows: Vec<notice::Model>,
}

/// What these stories told the people in them, and those who run the programme of who applied.
pub fn notices(
    stories: &[Story],
    applied: &[connector::Model],
    coordinators: &[PersonId],
    cast: &Cast,
    (ids, now): (&IdSource<'_>, Timestamp),
) -> Vec<notice::Model> {
    let mut teller = Teller { cast, ids, now, rows: Vec::new() };
    for profile in applied {
        for coordinator in coordinators {
            let about = About { connector: Some(profile.id), ..About::default() };
            teller.tell(*coordinator, NoticeKind::ApplicationReceived, about, None, profile.applied_at);
        }
    }
    for story in stories {
        for asked in &story.involvements {
            teller.question(asked);
        }
        for event in &story.events {
            let kind = match event.kind {
                CaseEventKind::Closed => NoticeKind::FollowedCaseClosed,
                CaseEventKind::SignOfLife => NoticeKind::FollowedCaseSignOfLife,
                _ => continue,
            };
            for follower in story.followers.iter().filter(|follower| follows(follower, event.at)) {
                let about = About { case: Some(story.case.id), ..About::default() };
                teller.tell(follower.person_id, kind, about, event.actor_person_id, event.at);
            }
        }
    }
    teller.rows
}

impl Teller<'_> {
    /// Whoever was asked is told, and whoever asked hears the answer.
    fn question(&mut self, asked: &involvement::Model) {
        let about = About { case: Some(asked.case_id), involvement: Some(asked.id), connector: None };
        for person in self.receivers(asked) {
            let before = self.rows.len();
            self.tell(person, NoticeKind::InvolvementRequested, about, Some(asked.requester_id), asked.requested_at);
            if asked.status == InvolvementStatus::Requested {
                self.rows[before..].iter_mut().for_each(|row| row.seen_at = None);
            }
        }
        let kind = match asked.status {
            InvolvementStatus::Accepted | InvolvementStatus::Completed => NoticeKind::InvolvementAccepted,
            InvolvementStatus::Declined => NoticeKind::InvolvementDeclined,
            InvolvementStatus::Requested | InvolvementStatus::Withdrawn | InvolvementStatus::Expired => return,
        };
        if let Some(at) = asked.answered_at {
            self.tell(asked.requester_id, kind, about, asked.answered_by, at);
        }
    }

    fn receivers(&self, asked: &involvement::Model) -> BTreeSet<PersonId> {
        let entry = asked.receiver_specialist_id;
        let staff = self.cast.people.values().filter(|player| entry.is_some() && player.entry == entry);
        staff.map(|player| player.id).chain(asked.receiver_person_id).collect()
    }

    fn tell(
        &mut self,
        person_id: PersonId,
        kind: NoticeKind,
        about: About,
        caused_by: Option<PersonId>,
        at: Timestamp,
    ) {
        if caused_by == Some(person_id) || at < self.now.plus_days(-DAYS) || at > self.now {
            return;
        }
        let seen_at = at.plus_millis(UNSEEN_HOURS * 3_600_000);
        self.rows.push(notice::Model {
            id: self.ids.at::<NoticeId>(at),
            person_id,
            kind,
            at,
            case_id: about.case,
            involvement_id: about.involvement,
            training_session_id: None,
            connector_id: about.connector,
            peer_question_id: None,
            caused_by,
            mail_id: None,
            reminder_key: None,
            seen_at: (seen_at <= self.now).then_some(seen_at),
        });
    }
}

fn follows(follower: &case_follower::Model, at: Timestamp) -> bool {
    follower.since <= at && follower.ended_at.is_none_or(|ended| ended > at)
}
