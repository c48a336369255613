//! Tells a demo case from its steps: the rows that the acts of the product would have left behind. States move by
//! `cases::flow`; a step that it doesn't allow is a problem of the timelines.

mod involving;

use entities::{
    CaseEventId, CaseEventKind, CaseId, Day, InvolvementStatus, LogLineId, NoteVisibility, Timestamp, case,
    case_ask_barrier, case_event, case_follower, case_topic, involvement, log_line,
};

use super::{
    cast::{Cast, Player},
    steps::{Act, Keeping, Step},
};
use crate::{
    cases::{
        dates::DAYS_TO_SIGN_OF_LIFE,
        flow::{CaseMove, CaseState, InvolvementMove, TransitionError, next},
    },
    context::local_day,
    import::{
        IdSource, Problem,
        demo_cases::{DemoCase, Stand},
    },
};

/// A case with everything that happened in it.
#[derive(Clone, Debug)]
pub struct Story {
    /// The case.
    pub case: case::Model,
    /// Its topics.
    pub topics: Vec<case_topic::Model>,
    /// Why the resident did not ask before.
    pub ask_barriers: Vec<case_ask_barrier::Model>,
    /// Who held it and stays informed.
    pub followers: Vec<case_follower::Model>,
    /// Who was asked along.
    pub involvements: Vec<involvement::Model>,
    /// What happened, in order.
    pub events: Vec<case_event::Model>,
    /// Who did it, for the processing log.
    pub log: Vec<log_line::Model>,
}

/// What every telling needs.
pub struct Stage<'a> {
    /// Who acts.
    pub cast: &'a Cast,
    /// Where ids come from.
    pub ids: IdSource<'a>,
    /// The day of loading.
    pub today: Day,
    /// The moment of loading.
    pub now: Timestamp,
}

/// Tells one case.
///
/// # Errors
/// When its steps are not what the rules allow, or don't end where the case stands.
pub fn tell(stage: &Stage<'_>, row: &DemoCase, steps: &[&Step]) -> Result<Story, Problem> {
    let mut telling: Option<Telling<'_>> = None;
    for (step, at) in steps.iter().zip(moments(stage, steps)) {
        let told = match &mut telling {
            None => Telling::begin(stage, row, step, at).map(|begun| telling = Some(begun)),
            Some(telling) => telling.go_on(step, at),
        };
        told.map_err(|wrong| problem("timelines.csv", step.line, "act", wrong.0))?;
    }
    let Some(told) = telling else {
        return Err(problem("demo_cases.csv", row.line, "code_word", "timelines.csv says nothing about it".to_owned()));
    };
    if told.state == stand(row, stage.today) {
        Ok(told.story)
    } else {
        let reason = format!("timelines.csv leaves it {:?}", told.state);
        Err(problem("demo_cases.csv", row.line, "status", reason))
    }
}

fn problem(file: &str, line: u64, column: &str, reason: String) -> Problem {
    let remedy = "Make both files tell the same".to_owned();
    Problem { file: file.to_owned(), line, column: Some(column.to_owned()), reason, remedy }
}

fn stand(row: &DemoCase, today: Day) -> CaseState {
    match row.stand {
        Stand::New => CaseState::New,
        Stand::Active => CaseState::Active,
        Stand::Waiting(what, days) => CaseState::Waiting(what, today.plus_days(i64::from(days))),
        Stand::Closed(outcome, _) => CaseState::Closed(outcome),
    }
}

/// When the steps happened: as they say, but one after the other and before now, also early in the morning.
fn moments(stage: &Stage<'_>, steps: &[&Step]) -> Vec<Timestamp> {
    const MINUTE: i64 = 60_000;
    let mut moments: Vec<_> = steps.iter().map(|step| step.moment.on(stage.today)).collect();
    let mut latest = stage.now;
    for moment in moments.iter_mut().rev() {
        latest = (*moment).min(latest.plus_millis(-MINUTE));
        *moment = latest;
    }
    moments
}

/// Why a step can't be told.
struct Wrong(String);

impl From<TransitionError> for Wrong {
    fn from(error: TransitionError) -> Self {
        Self(format!("the rules don't allow this now: {error}"))
    }
}

impl From<&'static str> for Wrong {
    fn from(what: &'static str) -> Self {
        Self(what.to_owned())
    }
}

struct Telling<'a> {
    stage: &'a Stage<'a>,
    story: Story,
    state: CaseState,
}

impl<'a> Telling<'a> {
    fn begin(stage: &'a Stage<'a>, row: &DemoCase, step: &Step, at: Timestamp) -> Result<Self, Wrong> {
        let Act::Open(keeping) = step.act else { return Err("the first step must be OPENED".into()) };
        let lists = &stage.cast.lists;
        let opener = stage.player(step)?;
        let id: CaseId = stage.ids.at(at);
        let case = case::Model {
            id,
            code_word: row.code_word.clone(),
            neighbourhood_id: lists.neighbourhoods[&row.neighbourhood],
            summary: row.summary.clone(),
            asker: row.asker,
            source: row.source,
            contact_preference: row.contact_preference,
            contact_note: step.text.clone(),
            status: CaseState::New.status(),
            waiting_for: None,
            waiting_until: None,
            outcome: None,
            holder_person_id: (keeping == Keeping::Kept).then_some(opener.id),
            holder_specialist_id: None,
            next_step: None,
            sign_of_life_due: None,
            last_sign_of_life_at: None,
            opened_by: Some(opener.id),
            opened_at: at,
            changed_at: at,
            closed_at: None,
            version: 1,
        };
        let topic = |(slug, position)| case_topic::Model { case_id: id, topic_id: lists.topics[slug], position };
        let barrier = |&barrier| case_ask_barrier::Model { case_id: id, barrier };
        let story = Story {
            case,
            topics: row.topics.iter().zip(0..).map(topic).collect(),
            ask_barriers: row.ask_barriers.iter().map(barrier).collect(),
            followers: Vec::new(),
            involvements: Vec::new(),
            events: Vec::new(),
            log: Vec::new(),
        };
        let mut telling = Self { stage, story, state: CaseState::New };
        telling.event(CaseEventKind::Opened, at, Some(opener));
        telling.log(step, Some(opener), at);
        Ok(telling)
    }

    fn go_on(&mut self, step: &Step, at: Timestamp) -> Result<(), Wrong> {
        let who = step.who.as_ref().map(|_| self.stage.player(step)).transpose()?;
        match &step.act {
            Act::Open(_) => return Err("the case was noted before".into()),
            Act::PickUp => {
                let who = who.ok_or("somebody picks it up")?;
                self.change(CaseMove::PickUp)?;
                self.story.case.holder_person_id.get_or_insert(who.id);
                self.event(CaseEventKind::PickedUp, at, Some(who));
            }
            Act::Note(visibility) => {
                self.touch()?;
                self.written(CaseEventKind::Note, at, who, step).note_visibility = Some(*visibility);
            }
            Act::SetNextStep => {
                self.change(CaseMove::Touch)?;
                self.story.case.next_step.clone_from(&step.then);
                self.event(CaseEventKind::NextStepSet, at, who);
            }
            Act::Wait(what, days) => {
                let until = self.stage.today.plus_days(i64::from(*days));
                self.change(CaseMove::Wait(*what, until))?;
                let event = self.written(CaseEventKind::WaitingSet, at, who, step);
                (event.waiting_for, event.waiting_until) = (Some(*what), Some(until));
            }
            Act::Resume => {
                self.change(CaseMove::Resume)?;
                self.event(CaseEventKind::Resumed, at, who);
            }
            Act::Ask(question) => self.ask(question, step, at)?,
            Act::Accept { by_phone, sign_of_life_in } => {
                let index = self.latest(InvolvementStatus::Requested)?;
                let sign_of_life = sign_of_life_in.map(|days| self.stage.today.plus_days(i64::from(days)));
                self.answer(index, InvolvementMove::Accept, *by_phone, step, at)?;
                self.hand_to_receiver(index, sign_of_life, step, at)?;
            }
            Act::Decline { by_phone } => {
                let index = self.latest(InvolvementStatus::Requested)?;
                self.answer(index, InvolvementMove::Decline, *by_phone, step, at)?;
                self.touch()?;
            }
            Act::Complete => {
                let index = self.latest(InvolvementStatus::Accepted)?;
                self.touch()?;
                self.end(index, InvolvementMove::Complete, who, step.text.as_ref(), at)?;
            }
            Act::Expire => {
                let index = self.latest(InvolvementStatus::Requested)?;
                self.touch()?;
                self.end(index, InvolvementMove::Expire, None, None, at)?;
            }
            Act::GiveSignOfLife => {
                self.change(CaseMove::Touch)?;
                let by_phone = who.is_some_and(|who| who.entry.is_none());
                let entry = self.story.case.holder_specialist_id.ok_or("no specialist holds the case")?;
                self.story.case.last_sign_of_life_at = Some(at);
                self.story.case.sign_of_life_due = Some(local_day(at).plus_days(DAYS_TO_SIGN_OF_LIFE));
                let event = self.written(CaseEventKind::SignOfLife, at, who, step);
                event.by_phone = by_phone;
                event.party_specialist_id = by_phone.then_some(entry);
            }
            Act::Close(outcome) => {
                self.change(CaseMove::Close(*outcome))?;
                self.end_open(who, at)?;
                self.story.case.closed_at = Some(at);
                self.story.case.sign_of_life_due = None;
                self.written(CaseEventKind::Closed, at, who, step).outcome = Some(*outcome);
            }
        }
        self.story.case.changed_at = at;
        self.log(step, who, at);
        Ok(())
    }

    /// The line of the processing log that the act leaves.
    fn log(&mut self, step: &Step, who: Option<Player>, at: Timestamp) {
        let (action, subject) = step.act.logged();
        self.story.log.push(log_line::Model {
            id: self.stage.ids.at::<LogLineId>(at),
            at,
            action,
            person_id: who.map(|who| who.id),
            client_id: None,
            case_id: Some(self.story.case.id),
            subject_person_id: None,
            subject: subject.to_owned(),
            reason: None,
            request_id: "demo".to_owned(),
        });
    }

    /// Moves the case to another state, or changes something else in its row: a new version.
    fn change(&mut self, case_move: CaseMove) -> Result<(), Wrong> {
        self.story.case.version += 1;
        self.state = next(self.state, case_move)?;
        let case = &mut self.story.case;
        case.status = self.state.status();
        (case.waiting_for, case.waiting_until) = match self.state {
            CaseState::Waiting(what, until) => (Some(what), Some(until)),
            CaseState::New | CaseState::Active | CaseState::Closed(_) => (None, None),
        };
        case.outcome = match self.state {
            CaseState::Closed(outcome) => Some(outcome),
            CaseState::New | CaseState::Active | CaseState::Waiting(..) => None,
        };
        Ok(())
    }

    /// Something happens that leaves the row as it is, and so its version.
    fn touch(&mut self) -> Result<(), Wrong> {
        next(self.state, CaseMove::Touch)?;
        Ok(())
    }

    /// A line with what was written, for everybody involved.
    fn written(
        &mut self,
        kind: CaseEventKind,
        at: Timestamp,
        who: Option<Player>,
        step: &Step,
    ) -> &mut case_event::Model {
        let event = self.event(kind, at, who);
        event.note.clone_from(&step.text);
        event.note_visibility = step.text.as_ref().map(|_| NoteVisibility::Involved);
        event
    }

    fn event(&mut self, kind: CaseEventKind, at: Timestamp, who: Option<Player>) -> &mut case_event::Model {
        self.story.events.push(case_event::Model {
            id: self.stage.ids.at::<CaseEventId>(at),
            case_id: self.story.case.id,
            kind,
            at,
            actor_person_id: who.map(|who| who.id),
            actor_specialist_id: who.and_then(|who| who.entry),
            party_person_id: None,
            party_specialist_id: None,
            involvement_id: None,
            note: None,
            note_visibility: None,
            waiting_for: None,
            waiting_until: None,
            outcome: None,
            by_phone: false,
        });
        let last = self.story.events.len() - 1;
        &mut self.story.events[last]
    }
}

impl Stage<'_> {
    fn player(&self, step: &Step) -> Result<Player, Wrong> {
        let key = step.who.as_ref().ok_or("somebody does this")?;
        self.cast.people.get(key).copied().ok_or_else(|| "nobody of that name".into())
    }
}
