//! An act: one transaction with its effect, its idempotency key, its processing log line and its outbox events.
//!
//! Same key and same input give the first answer again; same key with other input is refused.

use std::collections::BTreeSet;

use async_graphql::Context;
use entities::{
    CaseId, ChangeKind, InvolvementId, LogLineId, MachineClientId, OutboxEventId, PersonId, ProcessingAction, form_key,
    idempotency_key, log_line, outbox_event,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseTransaction, DbErr, QueryFilter, Set, SqlErr};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    context::{Req, RequestCtx},
    database,
    error::Fault,
    feed::Change,
    figures::tallies::{self, Tallies},
    notices::{self, Telling},
    payload::{Refusal, Stop, UserErrorCode},
    policy::{self, Viewer},
};

/// The mutation that is going on: its name, its input and its key.
#[derive(Clone, Debug)]
pub struct Act {
    mutation: String,
    input_hash: Vec<u8>,
    key: Option<String>,
    keeper: Keeper,
}

/// Whose a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keeper {
    /// The viewer's: another's key of the same text is another.
    Viewer,
    /// Nobody's: the key alone says that it is the same form.
    Form,
}

impl Act {
    /// From the field that is being resolved and the key in its input.
    ///
    /// # Errors
    /// When the field's arguments can't be read.
    pub fn of(ctx: &Context<'_>, key: Option<String>) -> Result<Self, async_graphql::ServerError> {
        let arguments = ctx.field().arguments()?;
        let text = arguments.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(";");
        let input_hash = ctx.req().app.keys.input_mark(text.as_bytes());
        Ok(Self { mutation: ctx.field().name().to_owned(), input_hash, key, keeper: Keeper::Viewer })
    }

    /// A form that anybody can send, with the key that came with it and what was filled in.
    pub fn of_form(req: &RequestCtx, mutation: &str, key: String, filled_in: &str) -> Self {
        let input_hash = req.app.keys.input_mark(filled_in.as_bytes());
        Self { mutation: mutation.to_owned(), input_hash, key: Some(key), keeper: Keeper::Form }
    }

    /// Under what the key of a form is kept: it tells neither the key nor who sent it.
    fn form_mark(&self, req: &RequestCtx, key: &str) -> Vec<u8> {
        req.app.keys.input_mark(format!("{} {key}", self.mutation).as_bytes())
    }

    /// Something that is not asked by a mutation and has no key.
    pub fn outside_graphql(name: &str) -> Self {
        Self { mutation: name.to_owned(), input_hash: Vec::new(), key: None, keeper: Keeper::Viewer }
    }
}

/// A transaction under way, with what is told when it is through.
pub struct Work<'a> {
    /// The request.
    pub req: &'a RequestCtx,
    /// The transaction.
    pub tx: DatabaseTransaction,
    /// What people are told of it.
    pub(crate) telling: Telling,
    told: Vec<Change>,
    counted: BTreeSet<CaseId>,
    tallies: Tallies,
}

impl<'a> Work<'a> {
    /// A transaction that begins.
    async fn begin(req: &'a RequestCtx) -> Result<Self, DbErr> {
        let tx = database::begin(req.db()).await?;
        let (told, counted) = (Vec::new(), BTreeSet::new());
        Ok(Self { req, tx, telling: Telling::default(), told, counted, tallies: Tallies::default() })
    }

    /// What this case counts for in figures and on boards is going to change: it is taken out of the tallies as it is
    /// now, and put in again as it is when the work is done.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn counts(&mut self, case: CaseId) -> Result<(), DbErr> {
        if self.counted.insert(case) {
            tallies::add_of(&self.tx, &[case], -1, &mut self.tallies).await?;
        }
        Ok(())
    }

    /// Keeps what the tallies of its cases changed by, last of all: rows of tallies are shared, and the next one waits for
    /// them no longer than for the commit.
    async fn keep_tallies(&mut self) -> Result<(), DbErr> {
        if self.counted.is_empty() {
            return Ok(());
        }
        let cases: Vec<CaseId> = std::mem::take(&mut self.counted).into_iter().collect();
        let mut tallies = std::mem::take(&mut self.tallies);
        tallies::add_of(&self.tx, &cases, 1, &mut tallies).await?;
        tallies::put_in(&self.tx, tallies).await
    }
}

impl Work<'_> {
    /// Writes a line of the processing log about what the viewer does, in this transaction.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn log(&self, line: LogEntry) -> Result<(), DbErr> {
        self.log_as(Actor::of(&self.req.viewer), line).await
    }

    /// The same about what somebody else does: who signs in is not the viewer yet.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn log_as(&self, actor: Actor, line: LogEntry) -> Result<(), DbErr> {
        let LogEntry { action, case_id, subject_person_id, subject, reason } = line;
        let (person_id, client_id) = match actor {
            Actor::Person(id) => (Some(id), None),
            Actor::Client(id) => (None, Some(id)),
            Actor::Unknown | Actor::Clock => (None, None),
        };
        let line = log_line::ActiveModel {
            id: Set(self.req.new_id::<LogLineId>()),
            at: Set(self.req.now),
            action: Set(action),
            person_id: Set(person_id),
            client_id: Set(client_id),
            case_id: Set(case_id),
            subject_person_id: Set(subject_person_id),
            subject: Set(subject),
            reason: Set(reason),
            request_id: Set(self.req.request_id.clone()),
        };
        line.insert(&self.tx).await.map(|_| ())
    }

    /// Writes a change to the outbox, in this transaction; listeners hear of it after the commit.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn tell(
        &mut self,
        kind: ChangeKind,
        case_id: CaseId,
        involvement_id: Option<InvolvementId>,
        version: i32,
    ) -> Result<(), DbErr> {
        let event = outbox_event::ActiveModel {
            id: Set(self.req.new_id::<OutboxEventId>()),
            at: Set(self.req.now),
            kind: Set(kind),
            case_id: Set(Some(case_id)),
            involvement_id: Set(involvement_id),
            version: Set(version),
        };
        event.insert(&self.tx).await?;
        self.told.push(Change { kind, case_id, involvement_id, version });
        Ok(())
    }
}

/// Who does what the processing log tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A person.
    Person(PersonId),
    /// A machine.
    Client(MachineClientId),
    /// Somebody who didn't show who they are.
    Unknown,
    /// Nobody: it was time. In the log it has no actor either; what was done tells them apart.
    Clock,
}

impl Actor {
    /// The viewer as actor.
    pub fn of(viewer: &Viewer) -> Self {
        match viewer {
            Viewer::Person(person) => Self::Person(person.id),
            Viewer::Machine(machine) => Self::Client(machine.id),
            Viewer::Nobody => Self::Unknown,
        }
    }
}

/// What a line of the processing log says besides who, when and in which request.
#[derive(Clone, Debug)]
pub struct LogEntry {
    /// What was done.
    pub action: ProcessingAction,
    /// On which case.
    pub case_id: Option<CaseId>,
    /// Whose account it was about.
    pub subject_person_id: Option<PersonId>,
    /// What it was about, in words without personal data.
    pub subject: String,
    /// The reason that was given.
    pub reason: Option<String>,
}

/// Does an act once: `work` in one transaction with the key. What it answers is kept with the key, so it holds
/// ids and nothing personal.
///
/// # Errors
/// What `work` refuses or is surprised by (nothing is then written), and a key that was used with other input.
pub async fn once<T, F>(req: &RequestCtx, act: &Act, work: F) -> Result<T, Stop>
where
    T: Serialize + DeserializeOwned,
    F: AsyncFnOnce(&mut Work<'_>) -> Result<T, Stop>,
{
    if let Some(answer) = first_answer(req, act).await? {
        return Ok(answer);
    }
    let mut under_way = Work::begin(req).await?;
    let answer = match work(&mut under_way).await {
        Ok(answer) => answer,
        Err(stop) => {
            under_way.tx.rollback().await?;
            // The same key may have won the race: then its answer is ours too.
            return first_answer(req, act).await?.ok_or(stop);
        }
    };
    let written = match finish(&mut under_way, act, &answer).await {
        Ok(written) => written,
        Err(error) => {
            under_way.tx.rollback().await?;
            return match error.sql_err() {
                Some(SqlErr::UniqueConstraintViolation(_)) => first_answer(req, act).await?.ok_or(Stop::from(error)),
                _ => Err(error.into()),
            };
        }
    };
    under_way.tx.commit().await?;
    for change in under_way.told {
        req.app.feed.tell(change);
    }
    for person in written.people {
        req.app.feed.tell_person(person);
    }
    if written.is_urgent {
        req.app.mail_bell.notify_one();
    }
    Ok(answer)
}

/// What every act writes at its end: the key, what people are told, and what the figures changed by.
async fn finish<T: Serialize>(work: &mut Work<'_>, act: &Act, answer: &T) -> Result<notices::store::Written, DbErr> {
    keep(work, act, answer).await?;
    let written = notices::store::write(work).await?;
    work.keep_tallies().await?;
    Ok(written)
}

async fn first_answer<T: DeserializeOwned>(req: &RequestCtx, act: &Act) -> Result<Option<T>, Stop> {
    let Some(key) = &act.key else { return Ok(None) };
    if key.is_empty() || key.len() > 200 {
        let refusal = Refusal::new(
            UserErrorCode::Invalid,
            "De sleutel moet 1 tot 200 tekens hebben.",
            "The key must have 1 to 200 characters.",
        );
        return Err(refusal.at("idempotencyKey").into());
    }
    let Some(Kept { is_the_same, answer }) = kept(req, act, key).await? else { return Ok(None) };
    if !is_the_same {
        let refusal = Refusal::new(
            UserErrorCode::KeyReused,
            "Deze sleutel is al gebruikt voor iets anders. Neem een nieuwe.",
            "This key was used for something else. Take a new one.",
        );
        return Err(refusal.at("idempotencyKey").into());
    }
    Ok(Some(serde_json::from_str(&answer).map_err(Fault::from)?))
}

/// What is kept with a key.
struct Kept {
    /// Whether it came with this act and this input.
    is_the_same: bool,
    /// The first answer.
    answer: String,
}

async fn kept(req: &RequestCtx, act: &Act, key: &str) -> Result<Option<Kept>, DbErr> {
    Ok(match act.keeper {
        Keeper::Viewer => {
            let keys = policy::accounts::own_idempotency_keys(&req.viewer);
            let row = keys.filter(idempotency_key::Column::Key.eq(key)).one(req.db()).await?;
            row.map(|row| Kept {
                is_the_same: row.mutation == act.mutation && row.input_hash == act.input_hash,
                answer: row.answer,
            })
        }
        Keeper::Form => {
            let row = policy::accounts::form_key(act.form_mark(req, key)).one(req.db()).await?;
            row.map(|row| Kept { is_the_same: row.input_mark == act.input_hash, answer: row.answer })
        }
    })
}

async fn keep<T: Serialize>(work: &Work<'_>, act: &Act, answer: &T) -> Result<(), DbErr> {
    let Some(key) = &act.key else { return Ok(()) };
    let answer = serde_json::to_string(answer).map_err(|error| DbErr::Json(error.to_string()))?;
    let at = work.req.now;
    match (act.keeper, work.req.viewer.person_id()) {
        (Keeper::Viewer, None) => Ok(()),
        (Keeper::Viewer, Some(person_id)) => {
            let kept = idempotency_key::ActiveModel {
                person_id: Set(person_id),
                key: Set(key.clone()),
                mutation: Set(act.mutation.clone()),
                input_hash: Set(act.input_hash.clone()),
                answer: Set(answer),
                at: Set(at),
            };
            kept.insert(&work.tx).await.map(|_| ())
        }
        (Keeper::Form, _) => {
            let kept = form_key::ActiveModel {
                mark: Set(act.form_mark(work.req, key)),
                input_mark: Set(act.input_hash.clone()),
                answer: Set(answer),
                at: Set(at),
            };
            kept.insert(&work.tx).await.map(|_| ())
        }
    }
}

/// A resolver's way to its act.
pub trait Acting {
    /// The act that is going on.
    ///
    /// # Errors
    /// When the field's arguments can't be read.
    fn act(&self, key: Option<String>) -> Result<Act, async_graphql::ServerError>;
}

impl Acting for Context<'_> {
    fn act(&self, key: Option<String>) -> Result<Act, async_graphql::ServerError> {
        Act::of(self, key)
    }
}
