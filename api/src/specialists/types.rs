//! An entry of the directory as clients see it.

use std::collections::HashMap;

use async_graphql::{ComplexObject, Context, Enum, SimpleObject, dataloader::Loader};
use entities::{
    Capacity, Channel, Day, PersonId, SpecialistId, SpecialistKind, StaleMarkId, Timestamp, organisation, specialist,
    stale_mark,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, DerivePartialModel, EntityTrait, JoinType, QueryFilter, QuerySelect, Select,
    sea_query::Expr,
};

use super::{
    acquainted::known_by,
    freshness::{StaleReason, stale_reason},
    hours::{OpeningHours, OpeningState},
    notes::{self, types::SpecialistNote},
    opening::{Stretch, opening},
    parts,
};
use crate::{
    context::{Loaders, Req, local_day},
    error::{LoadFault, Result},
    paging::{Page, PageArguments},
    payload::UserError,
    people::types::Person,
    places::{
        keys::{AreaCode, TopicSlug},
        types::{Neighbourhood, Organisation, Topic},
    },
    policy::{self, Viewer},
    scalars::{Email, Phone},
};

/// An entry of the directory: a professional service or a volunteer organisation.
#[expect(clippy::struct_excessive_bools, reason = "a row is not a list of arguments")]
#[derive(Clone, Debug, SimpleObject, DerivePartialModel)]
#[graphql(complex)]
#[sea_orm(entity = "specialist::Entity")]
pub struct Specialist {
    /// Its id.
    pub id: SpecialistId,
    /// Counts changes, from 1. Being found right is one; a mark is none.
    pub version: i32,
    /// Stable key.
    pub slug: String,
    /// What it is called.
    pub name: String,
    /// Whose service it is.
    #[sea_orm(nested)]
    pub organisation: Organisation,
    /// Professional or voluntary.
    pub kind: SpecialistKind,
    /// What they do, in plain Dutch.
    pub description: String,
    /// Serves everywhere; the areas served are then empty.
    pub whole_municipality: bool,
    /// What it costs, in words.
    pub cost: String,
    /// Costs nothing, as the words about the cost say.
    #[graphql(skip)]
    pub is_free: bool,
    /// For whom it is.
    pub for_whom: String,
    /// For whom it is not; empty when there is nothing to say.
    pub not_for_whom: String,
    /// How somebody gets in.
    pub how_to_get_in: String,
    /// As stored.
    #[graphql(skip)]
    pub phone: Option<String>,
    /// As stored.
    #[graphql(skip)]
    pub email: Option<String>,
    /// Public site.
    pub website: Option<String>,
    /// As stored, confidential or not.
    #[graphql(skip)]
    pub address: Option<String>,
    /// The address is not shown to anybody but those who edit the entry.
    #[graphql(name = "addressIsConfidential")]
    pub address_confidential: bool,
    /// Whether there is room.
    pub capacity: Capacity,
    /// When somebody last made sure that it is right, which is not when it last changed.
    pub checked_on: Day,
    /// Who made sure.
    #[graphql(skip)]
    pub checked_by: Option<PersonId>,
    /// When the entry last changed.
    pub updated_at: Timestamp,
    /// Shown without signing in, and to machines.
    pub is_public: bool,
    #[graphql(skip)]
    archived_at: Option<Timestamp>,
    #[graphql(skip)]
    #[sea_orm(from_expr = "parts::topics()")]
    topic_slugs: Option<String>,
    #[graphql(skip)]
    #[sea_orm(from_expr = "parts::areas()")]
    area_codes: Option<String>,
    #[graphql(skip)]
    #[sea_orm(from_expr = "parts::languages()")]
    spoken: Option<String>,
    #[graphql(skip)]
    #[sea_orm(from_expr = "parts::channels()")]
    met_by: Option<String>,
    #[graphql(skip)]
    #[sea_orm(from_expr = "parts::hours()")]
    week: Option<String>,
    #[graphql(skip)]
    #[sea_orm(from_expr = "parts::open_marks()")]
    open_marks: i64,
    #[graphql(skip)]
    #[sea_orm(skip)]
    marked_by_viewer: bool,
    #[graphql(skip)]
    #[sea_orm(from_expr = "policy::cases::entry_is_staffed()")]
    is_staffed: bool,
}

#[ComplexObject]
impl Specialist {
    /// What it is about, the main topic first. Short by nature.
    async fn topics(&self, ctx: &Context<'_>) -> Result<Vec<Topic>> {
        let slugs: Vec<_> = self.topic_slugs().into_iter().map(|slug| TopicSlug(slug.to_owned())).collect();
        let mut found = ctx.req().loaders.load_many(slugs.clone()).await?;
        Ok(slugs.into_iter().filter_map(|slug| found.remove(&slug)).collect())
    }

    /// The areas served, each with its parts, in reading order; empty when it serves the whole municipality.
    async fn areas_served(&self, ctx: &Context<'_>) -> Result<Vec<Neighbourhood>> {
        let codes = self.area_codes().into_iter().map(|code| AreaCode(code.to_owned()));
        let mut areas: Vec<_> = ctx.req().loaders.load_many(codes).await?.into_values().collect();
        areas.sort_by_key(|area| area.position);
        Ok(areas)
    }

    /// How it can be met. Short by nature.
    async fn channels(&self) -> Vec<Channel> {
        let mut channels: Vec<_> =
            parts::listed(self.met_by.as_deref()).into_iter().filter_map(parts::variant).collect();
        channels.sort_unstable();
        channels
    }

    /// The week's opening hours, in order; empty means by appointment. Short by nature.
    async fn opening_hours(&self) -> Vec<OpeningHours> {
        self.hours().into_iter().map(OpeningHours::from).collect()
    }

    /// Whether it is open now.
    async fn opening_state(&self, ctx: &Context<'_>) -> OpeningState {
        opening(&self.hours(), ctx.req().now).into()
    }

    /// The languages spoken, ISO 639-1, Dutch first. Short by nature.
    async fn languages(&self) -> Vec<&str> {
        let mut languages = self.languages_spoken();
        languages.sort_by_key(|language| (*language != "nl", *language));
        languages
    }

    /// Telephone number.
    async fn phone(&self) -> Option<Phone> {
        self.phone.clone().map(Phone::stored)
    }

    /// E-mail address.
    async fn email(&self) -> Option<Email> {
        self.email.clone().map(Email::stored)
    }

    /// Where it is; a confidential address only for those who edit the entry.
    async fn address(&self, ctx: &Context<'_>) -> Option<&str> {
        let is_shown = !self.address_confidential
            || policy::specialists::may_read_confidential_address(&ctx.req().viewer, self.id).is_ok();
        self.address.as_deref().filter(|_| is_shown)
    }

    /// Who made sure that it is right; null where the viewer doesn't know them, or where a list was loaded.
    async fn checked_by(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        match self.checked_by {
            Some(id) => Ok(ctx.req().load(id).await?.flatten()),
            None => Ok(None),
        }
    }

    /// Whether somebody has to look at it again.
    async fn freshness(&self, ctx: &Context<'_>) -> Freshness {
        let reason = stale_reason(self.checked_on, self.open_marks, local_day(ctx.req().now));
        let mark_count = i32::try_from(self.open_marks).unwrap_or(i32::MAX);
        Freshness { is_stale: reason.is_some(), reason, mark_count, marked_by_viewer: self.marked_by_viewer }
    }

    /// Whether somebody works for it with an account, and can answer for it.
    async fn has_account(&self) -> bool {
        self.is_staffed
    }

    /// Who of the viewer's own people, themselves included, asked it along and got a yes, as far as the viewer sees that: the
    /// last first. Short by nature (at most 10).
    async fn known_by(&self, ctx: &Context<'_>) -> Result<Vec<Person>> {
        known_by(ctx.req(), self.id).await
    }

    /// What people who work in the neighbourhoods noted about it, the latest first; empty for whom it isn't meant.
    async fn notes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100; default 20.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only rows before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Page<SpecialistNote>> {
        notes::page::page(ctx.req(), self.id, &PageArguments { first, after, last, before }).await
    }

    /// What the viewer may do to it now. Short by nature.
    async fn available_acts(&self, ctx: &Context<'_>) -> Vec<SpecialistAct> {
        let req = ctx.req();
        let mut acts = Vec::new();
        if policy::specialists::may_mark_stale(&req.viewer).is_ok() && !self.marked_by_viewer {
            acts.push(SpecialistAct::MarkStale);
        }
        if policy::specialist_notes::may_add(&req.viewer, self.id).is_ok() {
            acts.push(SpecialistAct::AddNote);
        }
        if policy::specialists::may_edit(&req.viewer, self.id).is_ok() {
            acts.extend([SpecialistAct::Confirm, SpecialistAct::Change, SpecialistAct::SetCapacity]);
        }
        if policy::specialists::may_archive(&req.viewer).is_ok() {
            acts.push(SpecialistAct::Archive);
        }
        acts
    }
}

impl Specialist {
    /// Whether it was taken out of the directory.
    pub fn is_archived(&self) -> bool {
        self.archived_at.is_some()
    }

    /// The slugs of its topics, the main one first.
    pub fn topic_slugs(&self) -> Vec<&str> {
        parts::listed(self.topic_slugs.as_deref())
    }

    /// The codes of the areas it serves.
    pub fn area_codes(&self) -> Vec<&str> {
        parts::listed(self.area_codes.as_deref())
    }

    /// The languages that are spoken.
    pub fn languages_spoken(&self) -> Vec<&str> {
        parts::listed(self.spoken.as_deref())
    }

    /// The ways in which it can be met, as stored.
    pub fn channels_stored(&self) -> Vec<&str> {
        parts::listed(self.met_by.as_deref())
    }

    /// Its opening hours, in the order of the week.
    pub fn hours(&self) -> Vec<Stretch> {
        parts::stretches(self.week.as_deref())
    }
}

/// What can be done to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum SpecialistAct {
    /// Tell that it is no longer right ("klopt niet meer").
    MarkStale,
    /// Note something about it, and read what others noted.
    AddNote,
    /// Tell that it is right as it stands.
    Confirm,
    /// Change it.
    Change,
    /// Tell whether there is room.
    SetCapacity,
    /// Take it out of the directory.
    Archive,
}

/// Whether somebody has to look at the entry again.
#[derive(Clone, Debug, SimpleObject)]
pub struct Freshness {
    /// It has to be looked at again.
    pub is_stale: bool,
    /// Why; null when it is fresh.
    pub reason: Option<StaleReason>,
    /// How many people marked it since it was last found right.
    pub mark_count: i32,
    /// The viewer is one of them.
    pub marked_by_viewer: bool,
}

/// The answer to an act on the directory.
#[derive(SimpleObject)]
pub struct SpecialistPayload {
    /// The entry as it stands now, also when the act was refused; null when it isn't there, or not any more.
    pub specialist: Option<Specialist>,
    /// Why it was refused; empty when it went well.
    pub user_errors: Vec<UserError>,
}

/// An entry, and the viewer's own mark on it.
#[derive(DerivePartialModel)]
#[sea_orm(entity = "specialist::Entity")]
struct ForViewer {
    #[sea_orm(nested)]
    entry: Specialist,
    #[sea_orm(from_expr = "Expr::col((stale_mark::Entity, stale_mark::Column::Id))")]
    own_mark: Option<StaleMarkId>,
}

/// Those of the entries that the viewer may see, in one statement.
///
/// # Errors
/// When the database can't be read.
pub async fn by_id(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    ids: &[SpecialistId],
) -> std::result::Result<HashMap<SpecialistId, Specialist>, DbErr> {
    let entries = with_organisation(policy::specialists::visible_with_own_mark(viewer))
        .filter(specialist::Column::Id.is_in(ids.iter().copied()))
        .into_partial_model::<ForViewer>()
        .all(db)
        .await?;
    let read = |ForViewer { entry, own_mark }| (entry.id, Specialist { marked_by_viewer: own_mark.is_some(), ..entry });
    Ok(entries.into_iter().map(read).collect())
}

/// The same entries with their organisation, for [`Specialist`].
pub fn with_organisation(entries: Select<specialist::Entity>) -> Select<specialist::Entity> {
    let organisation = specialist::Entity::belongs_to(organisation::Entity)
        .from(specialist::Column::OrganisationId)
        .to(organisation::Column::Id);
    entries.join(JoinType::InnerJoin, organisation.into())
}

/// None for an entry that the viewer may not see.
impl Loader<SpecialistId> for Loaders {
    type Value = Option<Specialist>;
    type Error = LoadFault;

    async fn load(
        &self,
        ids: &[SpecialistId],
    ) -> std::result::Result<HashMap<SpecialistId, Option<Specialist>>, Self::Error> {
        let mut found = by_id(&self.app.db, &self.viewer, ids).await?;
        // Nobody asks again for an entry because it isn't there.
        let mut all: HashMap<_, Option<Specialist>> = ids.iter().map(|id| (*id, None)).collect();
        all.extend(found.drain().map(|(id, entry)| (id, Some(entry))));
        Ok(all)
    }
}
