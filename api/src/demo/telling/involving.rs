//! The part of a telling in which somebody is asked along, answers, and it ends.

use entities::{
    CaseEventKind, Day, InvolvementId, InvolvementKind, InvolvementStatus, NoteVisibility, PersonId, SpecialistId,
    Timestamp, case_follower, involvement,
};

use super::{Stage, Telling, Wrong};
use crate::{
    cases::{
        dates::DAYS_TO_SIGN_OF_LIFE,
        flow::{CaseMove, InvolvementMove, changes_holder, next_involvement},
    },
    context::local_day,
    demo::{
        cast::Player,
        steps::{Question, Step},
    },
    import::demo_cases::is_for_specialists,
};

impl Telling<'_> {
    /// Asks somebody along, which starts the help.
    pub(super) fn ask(&mut self, question: &Question, step: &Step, at: Timestamp) -> Result<(), Wrong> {
        self.change(CaseMove::Ask)?;
        let (requester, today) = (self.stage.player(step)?, self.stage.today);
        let (person, entry) = self.stage.receiver(question)?;
        let row = involvement::Model {
            id: self.stage.ids.at::<InvolvementId>(at),
            case_id: self.story.case.id,
            kind: question.kind,
            status: InvolvementStatus::Requested,
            requester_id: requester.id,
            receiver_person_id: person.map(|player| player.id),
            receiver_specialist_id: entry,
            taker_id: person.map(|player| player.id).filter(|_| question.kind == InvolvementKind::Takeover),
            reason: step.text.clone().ok_or("a question needs a reason")?,
            next_step: step.then.clone(),
            consent_id: None,
            requested_at: at,
            respond_by: today.plus_days(i64::from(question.respond_in)),
            planned_at: question.planned.map(|moment| moment.on(today)),
            answered_at: None,
            answered_by: None,
            answered_by_phone: false,
            decline_reason: None,
            ended_at: None,
            version: 1,
        };
        let event = self.event(CaseEventKind::InvolvementRequested, at, Some(requester));
        event.involvement_id = Some(row.id);
        event.party_person_id = row.receiver_person_id;
        event.party_specialist_id = row.receiver_specialist_id;
        self.story.involvements.push(row);
        Ok(())
    }

    /// Says yes or no, and says so on the timeline. A no ends it.
    pub(super) fn answer(
        &mut self,
        index: usize,
        how: InvolvementMove,
        by_phone: bool,
        step: &Step,
        at: Timestamp,
    ) -> Result<(), Wrong> {
        let who = self.stage.player(step)?;
        let row = &mut self.story.involvements[index];
        row.status = next_involvement(row.kind, row.status, how)?;
        row.answered_at = Some(at);
        row.answered_by = Some(who.id);
        row.answered_by_phone = by_phone;
        row.version += 1;
        let kind = if row.status == InvolvementStatus::Declined {
            row.decline_reason.clone_from(&step.text);
            row.ended_at = Some(at);
            CaseEventKind::InvolvementDeclined
        } else {
            // Any worker becomes this one, and whoever takes over is named.
            if row.receiver_specialist_id.is_none() {
                row.receiver_person_id.get_or_insert(who.id);
                row.taker_id = row.receiver_person_id.filter(|_| row.kind == InvolvementKind::Takeover);
            }
            CaseEventKind::InvolvementAccepted
        };
        let (id, asked) = (row.id, asked_party(row));
        let party = if by_phone { asked } else { (Some(row.requester_id), None) };
        let event = self.event(kind, at, Some(who));
        event.involvement_id = Some(id);
        event.by_phone = by_phone;
        (event.party_person_id, event.party_specialist_id) = party;
        Ok(())
    }

    /// An accepted takeover or handover makes the receiver the holder; who held it follows.
    pub(super) fn hand_to_receiver(
        &mut self,
        index: usize,
        sign_of_life: Option<Day>,
        step: &Step,
        at: Timestamp,
    ) -> Result<(), Wrong> {
        let accepted = self.story.involvements[index].clone();
        if !changes_holder(accepted.kind) {
            return self.touch();
        }
        self.change(CaseMove::Take)?;
        let who = self.stage.player(step)?;
        let case = &mut self.story.case;
        let former = case.holder_person_id.take();
        (case.holder_person_id, case.holder_specialist_id) = asked_party(&accepted);
        let usual = local_day(at).plus_days(DAYS_TO_SIGN_OF_LIFE);
        case.sign_of_life_due = case.holder_specialist_id.map(|_| sign_of_life.unwrap_or(usual));
        let (case_id, since) = (case.id, at);
        let follower = former.map(|person_id| case_follower::Model { case_id, person_id, since, ended_at: None });
        self.story.followers.extend(follower);
        let made_the_former = |row: &involvement::Model| {
            row.id != accepted.id && row.status == InvolvementStatus::Accepted && changes_holder(row.kind)
        };
        let giving_way: Vec<_> = (0..self.story.involvements.len())
            .filter(|other| made_the_former(&self.story.involvements[*other]))
            .collect();
        for other in giving_way {
            self.end(other, InvolvementMove::GiveWay, Some(who), None, at)?;
        }
        let event = self.event(CaseEventKind::HolderChanged, at, Some(who));
        event.actor_specialist_id = None;
        (event.party_person_id, event.party_specialist_id) = asked_party(&accepted);
        Ok(())
    }

    /// Ends it, with a line of the timeline.
    pub(super) fn end(
        &mut self,
        index: usize,
        how: InvolvementMove,
        who: Option<Player>,
        note: Option<&String>,
        at: Timestamp,
    ) -> Result<(), Wrong> {
        let row = &mut self.story.involvements[index];
        row.status = next_involvement(row.kind, row.status, how)?;
        row.ended_at = Some(at);
        row.version += 1;
        let kind = match row.status {
            InvolvementStatus::Completed => CaseEventKind::InvolvementCompleted,
            InvolvementStatus::Expired => CaseEventKind::InvolvementExpired,
            InvolvementStatus::Withdrawn => CaseEventKind::InvolvementWithdrawn,
            InvolvementStatus::Requested | InvolvementStatus::Accepted | InvolvementStatus::Declined => {
                return Err("an end that doesn't end".into());
            }
        };
        let (id, party) = (row.id, asked_party(row));
        let event = self.event(kind, at, who);
        event.involvement_id = Some(id);
        event.actor_specialist_id = None;
        (event.party_person_id, event.party_specialist_id) = party;
        event.note = note.cloned();
        event.note_visibility = note.map(|_| NoteVisibility::Involved);
        Ok(())
    }

    /// Ends everything that is open, as the case is closed.
    pub(super) fn end_open(&mut self, who: Option<Player>, at: Timestamp) -> Result<(), Wrong> {
        let open: Vec<_> = (0..self.story.involvements.len())
            .filter(|index| self.story.involvements[*index].ended_at.is_none())
            .collect();
        open.into_iter().try_for_each(|index| self.end(index, InvolvementMove::EndWithCase, who, None, at))
    }

    pub(super) fn latest(&self, status: InvolvementStatus) -> Result<usize, Wrong> {
        let found = self.story.involvements.iter().rposition(|row| row.status == status);
        found.ok_or_else(|| "nobody was asked along".into())
    }
}

/// Who is asked, as it stands on a line of the timeline.
fn asked_party(row: &involvement::Model) -> (Option<PersonId>, Option<SpecialistId>) {
    (row.receiver_person_id, row.receiver_specialist_id)
}

impl Stage<'_> {
    fn receiver(&self, question: &Question) -> Result<(Option<Player>, Option<SpecialistId>), Wrong> {
        let Some(whom) = &question.whom else { return Ok((None, None)) };
        match (self.cast.people.get(whom), self.cast.lists.specialists.get(whom)) {
            (_, Some(entry)) if is_for_specialists(question.kind) => Ok((None, Some(*entry))),
            (Some(player), _) => Ok((Some(*player), None)),
            (None, _) => Err("nobody of that name".into()),
        }
    }
}
