//! One case as it goes on: its row, its involvements, its followers and its timeline.

use api::context::local_day;
use entities::{
    CaseEventKind, CaseStatus, Day, InvolvementId, InvolvementKind, InvolvementStatus, Outcome, PersonId, SpecialistId,
    Timestamp, WaitingFor, case, case_event, case_follower, involvement,
};

use super::cases::Batch;
use super::dice::Dice;

/// A case that goes on until a moment.
pub struct Story<'a> {
    row: case::Model,
    until: Timestamp,
    at: Timestamp,
    batch: &'a mut Batch,
    /// Where its involvements begin in the batch.
    first_involvement: usize,
}

impl<'a> Story<'a> {
    /// Somebody noted it.
    pub fn begin(row: case::Model, until: Timestamp, batch: &'a mut Batch, dice: &mut Dice) -> Self {
        let (at, opener) = (row.opened_at, row.opened_by);
        let first_involvement = batch.involvements.len();
        let mut story = Self { row, until, at, batch, first_involvement };
        story.write(CaseEventKind::Opened, opener, dice, |_| ());
        story
    }

    /// The row as it is in the end.
    pub fn end(self) -> case::Model {
        self.row
    }

    /// Something happens a while later.
    pub fn event(
        &mut self,
        kind: CaseEventKind,
        actor: Option<PersonId>,
        dice: &mut Dice,
        set: impl FnOnce(&mut case_event::Model),
    ) {
        self.go_on(dice);
        self.write(kind, actor, dice, set);
    }

    /// What happened last.
    pub fn last_event(&mut self) -> &mut case_event::Model {
        self.batch.events.last_mut().expect("it was noted")
    }

    /// A connector starts to help: who noted it, or else this one.
    pub fn pick_up(&mut self, other: PersonId, dice: &mut Dice) -> PersonId {
        let helper = self.row.opened_by.filter(|_| dice.chance(600)).unwrap_or(other);
        self.event(CaseEventKind::PickedUp, Some(helper), dice, |event| event.party_person_id = Some(helper));
        self.row.holder_person_id = Some(helper);
        self.row.status = CaseStatus::Active;
        self.row.next_step = dice.chance(600).then(|| "Donderdag samen naar het spreekuur.".to_owned());
        helper
    }

    /// The holder asks a worker or a specialist along, who answers or not yet.
    pub fn ask_along(
        &mut self,
        kind: InvolvementKind,
        holder: PersonId,
        worker: Option<PersonId>,
        entry: SpecialistId,
        is_going_on: bool,
        dice: &mut Dice,
    ) {
        use InvolvementStatus::{Accepted, Completed, Declined, Expired, Requested, Withdrawn};
        let is_support = kind == InvolvementKind::Support;
        let receivers = (worker.filter(|_| is_support), (!is_support).then_some(entry));
        let status = if is_going_on {
            *dice.weighed(&[(40, Requested), (60, Accepted)])
        } else {
            *dice.weighed(&[(70, Completed), (15, Declined), (5, Withdrawn), (10, Expired)])
        };
        let id = self.ask(kind, holder, receivers, dice);
        match status {
            Requested => return,
            Accepted | Completed => {
                // Somebody of the team answers for it when nobody was named.
                self.accept(id, receivers.0.unwrap_or(holder), dice);
            }
            Declined | Withdrawn | Expired => {}
        }
        let (ended, kind) = match status {
            Requested | Accepted => return,
            Completed => (Some(holder), CaseEventKind::InvolvementCompleted),
            Declined => (receivers.0, CaseEventKind::InvolvementDeclined),
            Withdrawn => (Some(holder), CaseEventKind::InvolvementWithdrawn),
            Expired => (None, CaseEventKind::InvolvementExpired),
        };
        self.event(kind, ended, dice, |event| event.involvement_id = Some(id));
        let at = self.at;
        let row = self.involvement(id);
        row.status = status;
        row.ended_at = Some(at);
        if status == Declined {
            row.answered_at = Some(at);
            row.answered_by = receivers.0;
            row.decline_reason = Some("Op dit moment is er geen plek.".to_owned());
        }
    }

    /// The holder asks a specialist to take the case, who has not answered yet.
    pub fn ask_to_hand_over(&mut self, holder: PersonId, entry: SpecialistId, dice: &mut Dice) {
        self.ask(InvolvementKind::Handover, holder, (None, Some(entry)), dice);
    }

    /// A worker takes over and the former holder follows.
    pub fn take_over(&mut self, holder: PersonId, worker: PersonId, dice: &mut Dice) -> PersonId {
        let id = self.ask(InvolvementKind::Takeover, holder, (Some(worker), None), dice);
        self.involvement(id).taker_id = Some(worker);
        self.accept(id, worker, dice);
        self.event(CaseEventKind::HolderChanged, Some(worker), dice, |event| event.party_person_id = Some(worker));
        self.row.holder_person_id = Some(worker);
        self.follow(holder);
        worker
    }

    /// A specialist takes the case, by phone, and the former holder follows.
    pub fn hand_over(&mut self, holder: PersonId, entry: SpecialistId, today: Day, dice: &mut Dice) -> PersonId {
        let id = self.ask(InvolvementKind::Handover, holder, (None, Some(entry)), dice);
        self.accept(id, holder, dice);
        self.involvement(id).answered_by_phone = true;
        let by_phone = |event: &mut case_event::Model| {
            event.party_specialist_id = Some(entry);
            event.by_phone = true;
        };
        self.event(CaseEventKind::HolderChanged, Some(holder), dice, |event| event.party_specialist_id = Some(entry));
        self.row.holder_person_id = None;
        self.row.holder_specialist_id = Some(entry);
        self.row.sign_of_life_due = Some(today.plus_days(dice.between(-7, 21)));
        self.follow(holder);
        if dice.chance(600) {
            self.event(CaseEventKind::SignOfLife, Some(holder), dice, by_phone);
            self.row.last_sign_of_life_at = Some(self.at);
        }
        holder
    }

    /// The case waits.
    pub fn wait(&mut self, actor: PersonId, what: WaitingFor, until: Day, dice: &mut Dice) {
        self.event(CaseEventKind::WaitingSet, Some(actor), dice, |event| {
            event.waiting_for = Some(what);
            event.waiting_until = Some(until);
        });
        self.row.status = CaseStatus::Waiting;
        self.row.waiting_for = Some(what);
        self.row.waiting_until = Some(until);
    }

    /// The case is done, and with it what was still open.
    pub fn close(&mut self, actor: PersonId, outcome: Outcome, dice: &mut Dice) {
        self.event(CaseEventKind::Closed, Some(actor), dice, |event| event.outcome = Some(outcome));
        let at = self.at;
        self.row.status = CaseStatus::Closed;
        self.row.outcome = Some(outcome);
        self.row.closed_at = Some(at);
        self.row.sign_of_life_due = None;
        for row in self.batch.involvements[self.first_involvement..].iter_mut().filter(|row| row.ended_at.is_none()) {
            row.status = InvolvementStatus::Completed;
            row.ended_at = Some(at);
        }
    }

    fn ask(
        &mut self,
        kind: InvolvementKind,
        holder: PersonId,
        (person, entry): (Option<PersonId>, Option<SpecialistId>),
        dice: &mut Dice,
    ) -> InvolvementId {
        self.go_on(dice);
        let id = dice.id(self.at);
        self.batch.involvements.push(involvement::Model {
            id,
            case_id: self.row.id,
            kind,
            status: InvolvementStatus::Requested,
            requester_id: holder,
            receiver_person_id: person,
            receiver_specialist_id: entry,
            taker_id: None,
            reason: "Dit is meer dan ik alleen kan.".to_owned(),
            next_step: Some("Samen een afspraak maken.".to_owned()),
            consent_id: None,
            requested_at: self.at,
            respond_by: local_day(self.at).plus_days(dice.between(3, 10)),
            planned_at: None,
            answered_at: None,
            answered_by: None,
            answered_by_phone: false,
            decline_reason: None,
            ended_at: None,
            version: 1,
        });
        self.write(CaseEventKind::InvolvementRequested, Some(holder), dice, |event| {
            event.involvement_id = Some(id);
            event.party_person_id = person;
            event.party_specialist_id = entry;
        });
        id
    }

    fn accept(&mut self, id: InvolvementId, by: PersonId, dice: &mut Dice) {
        self.event(CaseEventKind::InvolvementAccepted, Some(by), dice, |event| event.involvement_id = Some(id));
        let at = self.at;
        let row = self.involvement(id);
        row.status = InvolvementStatus::Accepted;
        row.answered_at = Some(at);
        row.answered_by = Some(by);
        row.version += 1;
    }

    fn involvement(&mut self, id: InvolvementId) -> &mut involvement::Model {
        self.batch.involvements.iter_mut().rev().find(|row| row.id == id).expect("it was asked")
    }

    fn follow(&mut self, person: PersonId) {
        let since = self.at;
        self.batch.followers.push(case_follower::Model {
            case_id: self.row.id,
            person_id: person,
            since,
            ended_at: None,
        });
    }

    /// Some of what is left of the time goes by.
    fn go_on(&mut self, dice: &mut Dice) {
        let left = self.until.0 - self.at.0;
        self.at = self.at.plus_millis(dice.between(0, (left / 5).max(0)));
    }

    fn write(
        &mut self,
        kind: CaseEventKind,
        actor: Option<PersonId>,
        dice: &mut Dice,
        set: impl FnOnce(&mut case_event::Model),
    ) {
        let mut event = case_event::Model {
            id: dice.id(self.at),
            case_id: self.row.id,
            kind,
            at: self.at,
            actor_person_id: actor,
            actor_specialist_id: None,
            party_person_id: None,
            party_specialist_id: None,
            involvement_id: None,
            note: None,
            note_visibility: None,
            waiting_for: None,
            waiting_until: None,
            outcome: None,
            by_phone: false,
        };
        set(&mut event);
        self.batch.events.push(event);
        self.row.changed_at = self.at;
        self.row.version += 1;
    }
}
