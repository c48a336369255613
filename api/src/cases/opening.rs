//! Opening a case: anonymous, under a word of the resident's own choice or one that is proposed.

use async_graphql::Context;
use entities::{CaseEventKind, CaseId, CaseStatus, ChangeKind, ProcessingAction, TopicId, case, topic};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, QuerySelect, SqlErr};

use super::{
    acting::{CasePayload, payload},
    holding::can_take_on,
    inputs::OpenCaseInput,
    outlook::Holder,
    store::{self, Line},
    texts::{Checks, CodeWord, ContactNote, Summary},
    types::Case,
};
use crate::{
    acts::{Acting, Work, once},
    code_words,
    context::Req,
    error::Fault,
    payload::{Refusal, Stop, UserErrorCode},
    policy,
};

/// Notes a new question.
pub async fn open(ctx: &Context<'_>, input: OpenCaseInput) -> async_graphql::Result<CasePayload> {
    let req = ctx.req();
    let act = ctx.act(Some(input.idempotency_key.clone()))?;
    let outcome = once(req, &act, async |work| open_in(work, &input).await).await;
    payload(req, None, outcome).await
}

async fn open_in(work: &mut Work<'_>, input: &OpenCaseInput) -> Result<CaseId, Stop> {
    let req = work.req;
    let Some(me) = req.viewer.person_id() else { return Err(Refusal::not_allowed().into()) };
    policy::cases::may_open(&req.viewer, input.neighbourhood_id)
        .map_err(|denied| Refusal::from(denied).at("neighbourhoodId"))?;
    let mut checks = Checks::default();
    let word = checks.keep(input.code_word.as_deref().map(|word| CodeWord::read(word, "codeWord")).transpose());
    let summary = checks.keep(Summary::read_optional(input.summary.as_deref(), "summary"));
    let contact_note = checks.keep(ContactNote::read_optional(input.contact_note.as_deref(), "contactNote"));
    let topics = checks.keep(few_topics(&input.topic_ids));
    checks.done()?;
    let topics = existing_topics(work, &topics.unwrap_or_default()).await?;
    let word = match word.flatten() {
        Some(word) => word,
        None => free_word(work, input).await?,
    };
    let keeps = input.keep.unwrap_or(true);
    if keeps {
        can_take_on(work, Holder::Person(me), input.neighbourhood_id).await?;
    }
    let row = case::Model {
        id: req.new_id(),
        code_word: word.as_str().to_owned(),
        neighbourhood_id: input.neighbourhood_id,
        summary: summary.flatten().map(Summary::into_string).unwrap_or_default(),
        asker: input.asker.unwrap_or(entities::Asker::Resident),
        source: input.source.unwrap_or(entities::CaseSource::Asked),
        contact_preference: input.contact_preference.unwrap_or(entities::ContactPreference::WalkIn),
        contact_note: contact_note.flatten().map(ContactNote::into_string),
        status: CaseStatus::New,
        waiting_for: None,
        waiting_until: None,
        outcome: None,
        holder_person_id: keeps.then_some(me),
        holder_specialist_id: None,
        next_step: None,
        sign_of_life_due: None,
        last_sign_of_life_at: None,
        opened_by: Some(me),
        opened_at: req.now,
        changed_at: req.now,
        closed_at: None,
        version: 1,
    };
    let id = row.id;
    let mut barriers = input.ask_barriers.clone().unwrap_or_default();
    barriers.sort_unstable();
    barriers.dedup();
    store::insert(work, row, &topics, &barriers).await.map_err(|stop| word_is_taken(stop, "codeWord"))?;
    store::write(work, id, Line::of(CaseEventKind::Opened)).await?;
    store::log(work, ProcessingAction::CaseOpened, id, "openCase", None).await?;
    work.tell(ChangeKind::Opened, id, None, 1).await?;
    Ok(id)
}

/// 1 to 5 topics, each once.
pub(super) fn few_topics(topics: &[TopicId]) -> Result<Vec<TopicId>, Refusal> {
    let mut few: Vec<TopicId> = Vec::new();
    for topic in topics {
        if !few.contains(topic) {
            few.push(*topic);
        }
    }
    if (1..=5).contains(&few.len()) {
        return Ok(few);
    }
    let code = if few.is_empty() { UserErrorCode::Required } else { UserErrorCode::TooLong };
    Err(Refusal::new(code, "Kies 1 tot 5 onderwerpen.", "Choose 1 to 5 topics.").at("topicIds"))
}

pub(super) async fn existing_topics(work: &Work<'_>, wanted: &[TopicId]) -> Result<Vec<TopicId>, Stop> {
    let known: Vec<TopicId> = policy::places::visible_topics(&work.req.viewer)
        .select_only()
        .column(topic::Column::Id)
        .filter(topic::Column::Id.is_in(wanted.iter().copied()))
        .into_tuple()
        .all(&work.tx)
        .await?;
    if wanted.iter().all(|topic| known.contains(topic)) {
        Ok(wanted.to_vec())
    } else {
        Err(Refusal::not_found("topicIds").into())
    }
}

/// A word that no open case of the neighbourhood has.
async fn free_word(work: &Work<'_>, input: &OpenCaseInput) -> Result<CodeWord, Stop> {
    for attempt in 0..32 {
        let word = code_words::propose(&*work.req.app.randomness, attempt);
        let taken = policy::cases::visible(&work.req.viewer)
            .filter(case::Column::NeighbourhoodId.eq(input.neighbourhood_id))
            .filter(case::Column::CodeWord.eq(word.as_str()))
            .filter(case::Column::Status.ne(CaseStatus::Closed))
            .select_only()
            .column(case::Column::Id)
            .into_tuple::<CaseId>()
            .one(&work.tx)
            .await?;
        if taken.is_none() {
            return Ok(CodeWord::proposed(&word));
        }
    }
    Err(Fault::new("no free code word in 32 tries").into())
}

/// Another open case of the neighbourhood has this word already.
pub(super) fn word_is_taken(stop: Stop, field: &str) -> Stop {
    match stop {
        Stop::Fault(fault)
            if fault.sql_err().is_some_and(|error| matches!(error, SqlErr::UniqueConstraintViolation(_))) =>
        {
            Refusal::new(
                UserErrorCode::AlreadyExists,
                "Dit woord is al in gebruik in deze buurt. Kies een ander woord.",
                "This word is in use in this neighbourhood. Choose another word.",
            )
            .at(field)
            .into()
        }
        other => other,
    }
}

/// The word of a case that is opened again; with a number when another open case has it by now.
///
/// # Errors
/// When the database can't be read.
pub async fn word_again(work: &Work<'_>, case: &Case) -> Result<String, Stop> {
    let mut free = case.code_word.clone();
    for number in 2.. {
        let same = policy::cases::words_in_use(case.neighbourhood_id).filter(case::Column::CodeWord.eq(&free));
        if same.count(&work.tx).await? == 0 {
            break;
        }
        free = format!("{} {number}", case.code_word);
    }
    Ok(free)
}
