//! The part of a telling in which somebody is asked along, answers, and it ends.

use entities::{
    CaseEventKind, Day, InvolvementId, InvolvementKind, InvolvementStatus, SpecialistId, Timestamp, case_follower,
    involvement,
};

use super::{Stage, Telling, Wrong};
use crate::{
    cases::flow::{CaseMove, InvolvementMove, changes_holder, next_involvement},
    demo::{
        cast::Player,
        steps::{Question, Step},
    },
    import::demo_cases::is_for_specialists,
};

impl Telling<'_> {
    pub(super) fn ask(&mut self, question: &Question, step: &Step, at: Timestamp) -> Result<(), Wrong> {
        self.go(CaseMove::Ask)?;
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
            taker_id: None,
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

    pub(super) fn answered(
        &mut self,
        index: usize,
        how: InvolvementMove,
        kind: CaseEventKind,
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
        let (id, entry) = (row.id, row.receiver_specialist_id);
        let event = self.written(kind, at, Some(who), step);
        event.involvement_id = Some(id);
        event.by_phone = by_phone;
        event.party_specialist_id = entry.filter(|_| by_phone);
        Ok(())
    }

    /// An accepted takeover or handover makes the receiver the holder; who held it follows.
    pub(super) fn hand_to_receiver(
        &mut self,
        index: usize,
        sign_of_life: Option<Day>,
        at: Timestamp,
    ) -> Result<(), Wrong> {
        let row = &self.story.involvements[index];
        if !changes_holder(row.kind) {
            return Ok(());
        }
        let (id, kind, person, entry) = (row.id, row.kind, row.answered_by, row.receiver_specialist_id);
        self.go(CaseMove::Take)?;
        self.end_open(Some(index), InvolvementMove::GiveWay, at)?;
        let case = &mut self.story.case;
        let before = case.holder_person_id.take();
        if kind == InvolvementKind::Takeover {
            case.holder_person_id = person;
        }
        case.holder_specialist_id = entry;
        case.sign_of_life_due = entry.and(sign_of_life);
        let (case_id, holder) = (case.id, case.holder_person_id);
        if kind == InvolvementKind::Takeover {
            self.story.involvements[index].taker_id = holder;
        }
        self.story.followers.extend(before.map(|person_id| case_follower::Model {
            case_id,
            person_id,
            since: at,
            ended_at: None,
        }));
        let event = self.event(CaseEventKind::HolderChanged, at, None);
        event.involvement_id = Some(id);
        event.party_person_id = holder;
        event.party_specialist_id = entry;
        Ok(())
    }

    pub(super) fn end(&mut self, index: usize, how: InvolvementMove, at: Timestamp) -> Result<(), Wrong> {
        let row = &mut self.story.involvements[index];
        row.status = next_involvement(row.kind, row.status, how)?;
        row.ended_at = Some(at);
        row.version += 1;
        Ok(())
    }

    /// Ends everything that is open.
    pub(super) fn end_open(&mut self, but: Option<usize>, how: InvolvementMove, at: Timestamp) -> Result<(), Wrong> {
        let is_open = |index: &usize| self.story.involvements[*index].ended_at.is_none() && Some(*index) != but;
        let open: Vec<_> = (0..self.story.involvements.len()).filter(is_open).collect();
        open.into_iter().try_for_each(|index| self.end(index, how, at))
    }

    pub(super) fn latest(&self, status: InvolvementStatus) -> Result<usize, Wrong> {
        let found = self.story.involvements.iter().rposition(|row| row.status == status);
        found.ok_or_else(|| "nobody was asked along".into())
    }
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
