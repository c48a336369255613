//! The acts on the directory: telling that an entry is wrong or right, its room, and writing it.

use async_graphql::{Context, Object};
use entities::{SpecialistId, organisation, specialist, stale_mark, topic};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, QuerySelect, Set};

use super::{
    changes::{
        AddSpecialistInput, ChangeSpecialistInput, MarkSpecialistStaleInput, SetSpecialistCapacityInput,
        SpecialistActInput, SpecialistInput, checked,
    },
    store::{self, unchanged},
    types::{Specialist, SpecialistPayload, by_id},
};
use crate::{
    acts::{Acting, Work, once},
    context::{Req, RequestCtx},
    error::Fault,
    free_text,
    payload::{Refusal, Stop, UserErrorCode, told},
    policy,
};

type Payload = async_graphql::Result<SpecialistPayload>;

/// The payload of an act, read after it.
async fn payload(req: &RequestCtx, about: Option<SpecialistId>, outcome: Result<SpecialistId, Stop>) -> Payload {
    let (done, user_errors) = told(outcome, req.locale)?;
    let specialist = match done.or(about) {
        Some(id) => by_id(req.db(), &req.viewer, &[id]).await.map_err(Fault::from)?.remove(&id),
        None => None,
    };
    Ok(SpecialistPayload { specialist, user_errors })
}

/// Does one act on one entry that the viewer sees.
async fn on_entry<F>(
    ctx: &Context<'_>,
    id: SpecialistId,
    (version, key): (Option<i32>, Option<String>),
    does: F,
) -> Payload
where
    F: AsyncFnOnce(&Work<'_>, &Specialist) -> Result<(), Stop>,
{
    let req = ctx.req();
    let outcome = once(req, &ctx.act(key)?, async |work| {
        let entry = store::find(work, id, version).await?;
        does(work, &entry).await?;
        Ok(id)
    })
    .await;
    payload(req, Some(id), outcome).await
}

/// The organisation and the topics that an entry names exist.
async fn names_exist(work: &Work<'_>, input: &SpecialistInput) -> Result<(), Stop> {
    let organisation = policy::places::visible_organisations(&work.req.viewer)
        .filter(organisation::Column::Id.is_in(input.organisation_id.read().copied()))
        .one(&work.tx)
        .await?;
    if organisation.is_none() {
        return Err(Refusal::no_such_organisation(&input.organisation_id, "specialist.organisationId").into());
    }
    let topics: Vec<entities::TopicId> = policy::places::visible_topics(&work.req.viewer)
        .filter(topic::Column::Id.is_in(input.topic_ids.iter().copied()))
        .select_only()
        .column(topic::Column::Id)
        .into_tuple()
        .all(&work.tx)
        .await?;
    if topics.len() != input.topic_ids.len() {
        return Err(Refusal::not_found("specialist.topicIds").into());
    }
    let areas: Vec<entities::NeighbourhoodId> = policy::places::visible_neighbourhoods(&work.req.viewer)
        .filter(entities::neighbourhood::Column::Id.is_in(input.neighbourhood_ids.iter().copied()))
        .select_only()
        .column(entities::neighbourhood::Column::Id)
        .into_tuple()
        .all(&work.tx)
        .await?;
    if areas.len() == input.neighbourhood_ids.len() {
        Ok(())
    } else {
        Err(Refusal::not_found("specialist.neighbourhoodIds").into())
    }
}

/// An entry that helps in open cases stays: whoever is taken out of the directory can't be found for them any more. The
/// coordinator, who takes entries out, sees them all.
async fn nothing_in_hand(work: &Work<'_>, entry: SpecialistId) -> Result<(), Stop> {
    let (dutch, english) = match policy::cases::in_hands_of(entry).count(&work.tx).await? {
        0 => return Ok(()),
        1 => ("1 open hulpvraag".to_owned(), "1 open case".to_owned()),
        all => (format!("{all} open hulpvragen"), format!("{all} open cases")),
    };
    Err(Refusal::new(
        UserErrorCode::TransitionNotAllowed,
        format!("Deze specialist helpt nog bij {dutch}. Rond dat eerst af, of laat iemand anders overnemen."),
        format!("This specialist still helps with {english}. Finish that first, or let somebody else take over."),
    )
    .at("specialistId")
    .into())
}

/// The acts on the directory.
#[derive(Default)]
pub struct SpecialistMutations;

#[Object]
impl SpecialistMutations {
    /// Adds an entry; it counts as checked today.
    async fn add_specialist(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The entry.")] input: AddSpecialistInput,
    ) -> Payload {
        let req = ctx.req();
        let outcome = once(req, &ctx.act(input.idempotency_key)?, async |work| {
            policy::specialists::may_add(&req.viewer)?;
            let (entry, hours) = checked(&input.specialist)?;
            names_exist(work, &entry).await?;
            store::insert(work, &entry, &hours).await
        })
        .await;
        payload(req, None, outcome).await
    }

    /// Changes an entry; it counts as checked today, and its marks are settled.
    async fn change_specialist(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The entry as it becomes.")] input: ChangeSpecialistInput,
    ) -> Payload {
        let act = (Some(input.expected_version), input.idempotency_key);
        on_entry(ctx, input.specialist_id, act, async |work, entry| {
            policy::specialists::may_edit(&work.req.viewer, entry.id)?;
            let (written, hours) = checked(&input.specialist)?;
            names_exist(work, &written).await?;
            store::replace_parts(work, entry.id, &written, &hours).await?;
            store::settle_marks(work, entry.id).await?;
            let row = store::row(&written, work.req.today(), work.req.viewer.person_id());
            store::change(work, entry, row).await
        })
        .await
    }

    /// Tells how much room there is.
    async fn set_specialist_capacity(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which entry, and how much.")] input: SetSpecialistCapacityInput,
    ) -> Payload {
        let act = (Some(input.expected_version), input.idempotency_key);
        on_entry(ctx, input.specialist_id, act, async |work, entry| {
            policy::specialists::may_edit(&work.req.viewer, entry.id)?;
            store::change(work, entry, specialist::ActiveModel { capacity: Set(input.capacity), ..unchanged() }).await
        })
        .await
    }

    /// Tells that an entry is right as it stands: it counts as checked today, and its marks are settled.
    async fn confirm_specialist(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which entry.")] input: SpecialistActInput,
    ) -> Payload {
        let act = (Some(input.expected_version), input.idempotency_key);
        on_entry(ctx, input.specialist_id, act, async |work, entry| {
            policy::specialists::may_edit(&work.req.viewer, entry.id)?;
            store::settle_marks(work, entry.id).await?;
            let change = specialist::ActiveModel {
                checked_on: Set(work.req.today()),
                checked_by: Set(work.req.viewer.person_id()),
                ..unchanged()
            };
            store::change(work, entry, change).await
        })
        .await
    }

    /// Tells that an entry is no longer right ("klopt niet meer"), once a person; two people make it stale.
    async fn mark_specialist_stale(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which entry, and what is wrong.")] input: MarkSpecialistStaleInput,
    ) -> Payload {
        on_entry(ctx, input.specialist_id, (None, input.idempotency_key), async |work, entry| {
            policy::specialists::may_mark_stale(&work.req.viewer)?;
            let Some(me) = work.req.viewer.person_id() else { return Err(Refusal::not_allowed().into()) };
            let note = input.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
            let note = note.map(|note| free_text::checked(note, "note", 500)).transpose()?;
            let own = policy::specialists::open_marks(&work.req.viewer)
                .filter(stale_mark::Column::SpecialistId.eq(entry.id))
                .filter(stale_mark::Column::PersonId.eq(me))
                .one(&work.tx)
                .await?;
            // Telling it twice is no mistake, and counts once.
            if own.is_some() { Ok(()) } else { store::mark(work, entry.id, me, note).await }
        })
        .await
    }

    /// Takes an entry out of the directory, when it helps in no open case; cases that name it keep its name.
    async fn archive_specialist(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which entry.")] input: SpecialistActInput,
    ) -> Payload {
        let act = (Some(input.expected_version), input.idempotency_key);
        on_entry(ctx, input.specialist_id, act, async |work, entry| {
            policy::specialists::may_archive(&work.req.viewer)?;
            nothing_in_hand(work, entry.id).await?;
            let change = specialist::ActiveModel { archived_at: Set(Some(work.req.now)), ..unchanged() };
            store::change(work, entry, change).await
        })
        .await
    }
}
