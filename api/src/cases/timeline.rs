//! What happened in a case, line by line. Lines are written in `store` and never changed.

use async_graphql::{ComplexObject, Context, SimpleObject, connection::Edge};
use entities::{
    CaseEventId, CaseEventKind, CaseId, Day, InvolvementId, NoteVisibility, Outcome, PersonId, SpecialistId, Timestamp,
    WaitingFor, case_event, person, specialist,
};
use sea_orm::{ConnectionTrait, DerivePartialModel, ExprTrait, JoinType, QuerySelect, Select, sea_query::Expr};

use super::{involvements::types::Involvement, party::Party, types::Case};
use crate::{
    context::{Req, RequestCtx},
    error::Result,
    paging::{Cut, Page, PageArguments, Side, cursor},
    policy::{self, Viewer},
};

const ACTOR: &str = "actor";
const ACTING_FOR: &str = "acting_for";
const PARTY: &str = "party";
const PARTY_ENTRY: &str = "party_entry";

/// One line of a case's timeline.
#[derive(Clone, Debug, SimpleObject, DerivePartialModel)]
#[graphql(complex)]
#[sea_orm(entity = "case_event::Entity")]
pub struct CaseEvent {
    /// Its id.
    pub id: CaseEventId,
    /// What happened.
    pub kind: CaseEventKind,
    /// When.
    pub at: Timestamp,
    /// What the case waits for since.
    pub waiting_for: Option<WaitingFor>,
    /// Until when.
    pub waiting_until: Option<Day>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Whether another wrote it down after a telephone call.
    pub by_phone: bool,
    /// The case.
    #[graphql(skip)]
    pub case_id: CaseId,
    /// Who did it.
    #[graphql(skip)]
    pub actor_person_id: Option<PersonId>,
    /// The name of who did it.
    #[graphql(skip)]
    #[sea_orm(from_expr = "Expr::col((ACTOR, person::Column::Name))")]
    pub actor_person_name: Option<String>,
    /// For which entry they did it, or which spoke by phone.
    #[graphql(skip)]
    pub actor_specialist_id: Option<SpecialistId>,
    /// The name of that entry.
    #[graphql(skip)]
    #[sea_orm(from_expr = "Expr::col((ACTING_FOR, specialist::Column::Name))")]
    pub actor_specialist_name: Option<String>,
    /// The other person.
    #[graphql(skip)]
    pub party_person_id: Option<PersonId>,
    /// The name of the other person.
    #[graphql(skip)]
    #[sea_orm(from_expr = "Expr::col((PARTY, person::Column::Name))")]
    pub party_person_name: Option<String>,
    /// The other entry.
    #[graphql(skip)]
    pub party_specialist_id: Option<SpecialistId>,
    /// The name of the other entry.
    #[graphql(skip)]
    #[sea_orm(from_expr = "Expr::col((PARTY_ENTRY, specialist::Column::Name))")]
    pub party_specialist_name: Option<String>,
    /// The involvement.
    #[graphql(skip)]
    pub involvement_id: Option<InvolvementId>,
    /// Handed out by `note` alone.
    #[graphql(skip)]
    #[sea_orm(from_col = "note")]
    pub note_text: Option<String>,
    /// Handed out by `noteVisibility` alone.
    #[graphql(skip)]
    #[sea_orm(from_col = "note_visibility")]
    pub note_readers: Option<NoteVisibility>,
}

#[ComplexObject]
impl CaseEvent {
    /// Who did it; null when nobody did, as when a question expires.
    async fn actor(&self, ctx: &Context<'_>) -> Option<Party> {
        let viewer = &ctx.req().viewer;
        let entry = self
            .actor_specialist_id
            .map(|id| Party::specialist_named(viewer, id, self.actor_specialist_name.as_deref()));
        let person = self.actor_person_id.map(|id| Party::person_named(viewer, id, self.actor_person_name.as_deref()));
        // Who wrote down what an entry said by phone is the actor; whoever acts for an entry is the entry.
        if self.by_phone { person.or(entry) } else { entry.or(person) }
    }

    /// The other one: who was asked, who holds now, who spoke by phone.
    async fn party(&self, ctx: &Context<'_>) -> Option<Party> {
        let viewer = &ctx.req().viewer;
        let entry = self
            .party_specialist_id
            .map(|id| Party::specialist_named(viewer, id, self.party_specialist_name.as_deref()));
        entry.or_else(|| {
            self.party_person_id.map(|id| Party::person_named(viewer, id, self.party_person_name.as_deref()))
        })
    }

    /// The involvement that it is about.
    async fn involvement(&self, ctx: &Context<'_>) -> Result<Option<Involvement>> {
        match self.involvement_id {
            Some(id) => ctx.req().load(id).await,
            None => Ok(None),
        }
    }

    /// What was written; null for whom it is not meant.
    async fn note(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Ok(if self.may_read_note(ctx).await? { self.note_text.clone() } else { None })
    }

    /// Who reads what was written; null without it.
    async fn note_visibility(&self, ctx: &Context<'_>) -> Result<Option<NoteVisibility>> {
        Ok(if self.may_read_note(ctx).await? { self.note_readers } else { None })
    }
}

impl CaseEvent {
    async fn may_read_note(&self, ctx: &Context<'_>) -> Result<bool> {
        if self.note_text.is_none() {
            return Ok(false);
        }
        let case = ctx.req().load(self.case_id).await?;
        Ok(case.is_some_and(|case| policy::cases::may_read_note(&ctx.req().viewer, self, &case).is_ok()))
    }
}

/// A page of the lines that the viewer may know, oldest first. One statement.
///
/// # Errors
/// Arguments that make no page, and when the database can't be read.
pub async fn page(req: &RequestCtx, case: &Case, arguments: &PageArguments) -> async_graphql::Result<Page<CaseEvent>> {
    let list = list_of(case);
    let cut = arguments.cut::<Key>(req, &list)?;
    // The loader then knows the case too, for the notes.
    req.loaders.feed_one(case.id, std::sync::Arc::new(case.clone())).await;
    let rows = match case.timeline_read.as_deref() {
        Some((read, rows)) if read == arguments => rows.clone(),
        _ => lines(req, case, &cut).await?,
    };
    let (rows, previous, next) = cut.page(rows);
    let mut page = Page::new(previous, next);
    page.edges.extend(rows.into_iter().map(|row| Edge::new(cursor(req, &list, &(row.at, row.id)), row)));
    Ok(page)
}

/// The rows of that page, read ahead; none when the arguments make no page, which [`page`] then tells.
///
/// # Errors
/// When the database can't be read.
pub async fn rows(req: &RequestCtx, case: &Case, arguments: &PageArguments) -> Result<Vec<CaseEvent>> {
    match arguments.cut::<Key>(req, &list_of(case)) {
        Ok(cut) => lines(req, case, &cut).await,
        Err(_) => Ok(Vec::new()),
    }
}

type Key = (Timestamp, CaseEventId);

fn list_of(case: &Case) -> String {
    format!("timeline of {}", case.id)
}

async fn lines(req: &RequestCtx, case: &Case, cut: &Cut<Key>) -> Result<Vec<CaseEvent>> {
    let standing = case.standing(&req.viewer);
    let select = with_names(policy::cases::events_of(&req.viewer, case, &standing));
    let mut select = select.cursor_by((case_event::Column::At, case_event::Column::Id));
    if let Some(key) = cut.after {
        select.after(key);
    }
    if let Some(key) = cut.before {
        select.before(key);
    }
    match cut.side {
        Side::First => select.first(cut.limit()),
        Side::Last => select.last(cut.limit()),
    };
    let mut rows: Vec<CaseEvent> = select.into_partial_model().all(req.db()).await?;
    // The library gives both sides in list order; a page is cut from its side.
    if cut.side == Side::Last {
        rows.reverse();
    }
    Ok(rows)
}

/// One line, when the viewer may know it.
///
/// # Errors
/// When the database can't be read.
pub async fn line(db: &impl ConnectionTrait, viewer: &Viewer, id: CaseEventId) -> Result<Option<CaseEvent>> {
    use sea_orm::{ColumnTrait, QueryFilter};
    let select = policy::cases::visible_events(viewer).filter(case_event::Column::Id.eq(id));
    Ok(with_names(select).into_partial_model().one(db).await?)
}

fn with_names(mut select: Select<case_event::Entity>) -> Select<case_event::Entity> {
    let person_is = |alias, column| Expr::col((alias, person::Column::Id)).equals((case_event::Entity, column));
    let entry_is = |alias, column| Expr::col((alias, specialist::Column::Id)).equals((case_event::Entity, column));
    QuerySelect::query(&mut select)
        .join_as(JoinType::LeftJoin, person::Entity, ACTOR, person_is(ACTOR, case_event::Column::ActorPersonId))
        .join_as(
            JoinType::LeftJoin,
            specialist::Entity,
            ACTING_FOR,
            entry_is(ACTING_FOR, case_event::Column::ActorSpecialistId),
        )
        .join_as(JoinType::LeftJoin, person::Entity, PARTY, person_is(PARTY, case_event::Column::PartyPersonId))
        .join_as(
            JoinType::LeftJoin,
            specialist::Entity,
            PARTY_ENTRY,
            entry_is(PARTY_ENTRY, case_event::Column::PartySpecialistId),
        );
    select
}
