//! A case as clients see it. The struct is the list of what is selected.

use std::sync::Arc;

use async_graphql::{ComplexObject, Context, SimpleObject};
use entities::{
    AskBarrier, Asker, CaseId, CaseSource, CaseStatus, ContactPreference, Day, InvolvementStatus, NeighbourhoodId,
    Outcome, PersonId, SpecialistId, Timestamp, WaitingFor, case, case_follower, person, resident_details, specialist,
};
use sea_orm::{DerivePartialModel, sea_query::Expr};

use super::{
    flow::CaseState,
    involvements::types::Involvement,
    outlook::{Holder, Open, Outlook, Turn, overdue_days},
    party::Party,
    rows::{joined, of_details},
    timeline::CaseEvent,
    vocabulary::{BoardColumn, CaseAct, CaseRelation, DueReason},
};
use crate::{
    context::{Req, local_day},
    error::{Fault, Result},
    paging::{Page, PageArguments},
    people::types::Person,
    places::types::{Neighbourhood, Topic},
    policy::{
        Viewer,
        cases::{Facts, Standing, holder_can_act, may_see},
    },
};

/// One question for help (hulpvraag). Nothing in it identifies the resident.
#[derive(Clone, Debug, SimpleObject, DerivePartialModel)]
#[graphql(complex)]
#[sea_orm(entity = "case::Entity")]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// Counts changes, from 1; an act on the case names the version that it saw.
    pub version: i32,
    /// The resident's own word for it.
    pub code_word: String,
    /// Where.
    #[graphql(name = "neighbourhood")]
    #[sea_orm(nested)]
    pub area: Neighbourhood,
    /// Where it stands.
    pub status: CaseStatus,
    /// When it was noted.
    pub opened_at: Timestamp,
    /// When something last happened.
    pub changed_at: Timestamp,
    /// When it was closed; null while open.
    pub closed_at: Option<Timestamp>,
    /// What it waits for; null unless it waits.
    pub waiting_for: Option<WaitingFor>,
    /// After this day the wait is overdue; null unless it waits.
    pub waiting_until: Option<Day>,
    /// How it ended; null while open.
    pub outcome: Option<Outcome>,
    /// When a specialist who holds it last told how it goes.
    pub last_sign_of_life_at: Option<Timestamp>,
    /// By when a specialist who holds it must tell how it goes.
    pub sign_of_life_due: Option<Day>,
    /// Where, by id.
    #[graphql(skip)]
    pub neighbourhood_id: NeighbourhoodId,
    /// The holder, if a person.
    #[graphql(skip)]
    pub holder_person_id: Option<PersonId>,
    /// The holder, if a specialist.
    #[graphql(skip)]
    pub holder_specialist_id: Option<SpecialistId>,
    /// The holder's name, if a person.
    #[graphql(skip)]
    #[sea_orm(from_expr = "Expr::col((joined::HOLDER, person::Column::Name))")]
    pub holder_person_name: Option<String>,
    /// The holder's name, if a specialist.
    #[graphql(skip)]
    #[sea_orm(from_expr = "Expr::col((joined::ENTRY, specialist::Column::Name))")]
    pub holder_specialist_name: Option<String>,
    /// Whether the holder can still act: a person who helps where the case is, an entry that somebody signs in for.
    #[graphql(skip)]
    #[sea_orm(from_expr = "holder_can_act()")]
    pub holder_can_act: bool,
    /// Since when the viewer follows.
    #[graphql(skip)]
    #[sea_orm(from_expr = "Expr::col((joined::FOLLOWING, case_follower::Column::Since))")]
    pub follows_since: Option<Timestamp>,
    /// Until when the reason holds that the viewer gave to read it.
    #[graphql(skip)]
    #[sea_orm(from_expr = "Expr::col((joined::READING, joined::UNTIL))")]
    pub reason_holds_until: Option<Timestamp>,
    /// When the resident's details were added.
    #[graphql(skip)]
    #[sea_orm(from_expr = "of_details(resident_details::Column::AddedAt)")]
    pub details_added_at: Option<Timestamp>,
    /// Who added them.
    #[graphql(skip)]
    #[sea_orm(from_expr = "of_details(resident_details::Column::AddedBy)")]
    pub details_added_by: Option<PersonId>,
    /// Handed out by `content` alone.
    #[graphql(skip)]
    pub summary: String,
    /// Handed out by `content` alone.
    #[graphql(skip)]
    pub next_step: Option<String>,
    /// Handed out by `content` alone.
    #[graphql(skip)]
    pub asker: Asker,
    /// Handed out by `content` alone.
    #[graphql(skip)]
    pub source: CaseSource,
    /// Handed out by `content` alone.
    #[graphql(skip)]
    pub contact_preference: ContactPreference,
    /// Handed out by `content` alone.
    #[graphql(skip)]
    pub contact_note: Option<String>,
    /// The open involvements, and those that once changed the holder.
    #[graphql(skip)]
    #[sea_orm(skip)]
    pub involvements: Vec<Involvement>,
    /// The lines of the timeline that were read ahead, and for which page.
    #[graphql(skip)]
    #[sea_orm(skip)]
    pub timeline_read: Option<Arc<(PageArguments, Vec<CaseEvent>)>>,
}

/// What the case is about, for the holder, the involved and who gave a reason.
#[derive(Clone, Debug, SimpleObject)]
pub struct CaseContent {
    /// What it is about, in a few words.
    pub summary: String,
    /// What happens next.
    pub next_step: Option<String>,
    /// Who asks.
    pub asker: Asker,
    /// How it came.
    pub source: CaseSource,
    /// Why the resident did not ask before. Short by nature.
    pub ask_barriers: Vec<AskBarrier>,
    /// How the resident wants contact.
    pub contact_preference: ContactPreference,
    /// When or how exactly.
    pub contact_note: Option<String>,
}

/// Whether there are details of the resident, for who may open them or could.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct ResidentDetailsCard {
    /// Whether there are any.
    pub are_present: bool,
    /// When they were added.
    pub added_at: Option<Timestamp>,
}

/// What must happen by a day.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct Due {
    /// The last day on which it is in time.
    pub on: Day,
    /// Why.
    pub reason: DueReason,
    /// Whole days past that day; 0 when in time.
    pub overdue_days: i32,
}

#[ComplexObject]
impl Case {
    /// What it is about. Short by nature; the main topic first.
    async fn topics(&self, ctx: &Context<'_>) -> Result<Vec<Topic>> {
        Ok(ctx.req().load(super::loaders::TopicsOf(self.id)).await?.unwrap_or_default())
    }

    /// The column of the board in which the viewer sees it.
    async fn board_column(&self, ctx: &Context<'_>) -> BoardColumn {
        self.outlook(&ctx.req().viewer).column()
    }

    /// Whole days since it was noted, until it was closed.
    async fn age_days(&self, ctx: &Context<'_>) -> i32 {
        local_day(self.closed_at.unwrap_or(ctx.req().now)).days_since(local_day(self.opened_at))
    }

    /// Who carries it; null when nobody picked it up yet.
    #[graphql(name = "holder")]
    async fn holder_party(&self, ctx: &Context<'_>) -> Option<Party> {
        self.holder().map(|holder| self.party_of(&ctx.req().viewer, holder))
    }

    /// Whose move it is; null when closed.
    async fn turn(&self, ctx: &Context<'_>) -> Option<Party> {
        let req = ctx.req();
        let turn = self.outlook(&req.viewer).turn(req.today())?;
        Some(match turn {
            Turn::Holder(holder) => self.party_of(&req.viewer, holder),
            Turn::Team => Party::team(&self.area.name),
            Turn::Asked(receiver) => {
                let asked = self.involvements.iter().find(|involvement| involvement.receiver() == receiver);
                let name = asked.and_then(Involvement::receiver_name);
                Party::receiver(&req.viewer, req.locale, receiver, name, &self.area.name)
            }
            Turn::Resident | Turn::SomeSpecialist | Turn::Decision => Party::awaited(turn, req.locale)?,
        })
    }

    /// What must happen first, and by when; null when nothing must.
    async fn due(&self, ctx: &Context<'_>) -> Option<Due> {
        let req = ctx.req();
        let (on, reason) = self.outlook(&req.viewer).due()?;
        Some(Due { on, reason, overdue_days: overdue_days(on, req.today()) })
    }

    /// What binds the viewer to it. Short by nature.
    async fn relations(&self, ctx: &Context<'_>) -> Vec<CaseRelation> {
        self.standing(&ctx.req().viewer).relations()
    }

    /// What the viewer may do to it now. Short by nature.
    async fn available_acts(&self, ctx: &Context<'_>) -> Vec<CaseAct> {
        super::available::case_acts(&ctx.req().viewer, self)
    }

    /// What it is about; null unless the viewer holds it, is involved, or gave a reason.
    async fn content(&self, ctx: &Context<'_>) -> Result<Option<CaseContent>> {
        let req = ctx.req();
        if !self.standing(&req.viewer).reads_content() {
            return Ok(None);
        }
        let ask_barriers = req.load(super::loaders::AskBarriersOf(self.id)).await?;
        Ok(Some(CaseContent {
            summary: self.summary.clone(),
            next_step: self.next_step.clone(),
            asker: self.asker,
            source: self.source,
            ask_barriers: ask_barriers.unwrap_or_default(),
            contact_preference: self.contact_preference,
            contact_note: self.contact_note.clone(),
        }))
    }

    /// Whether there are details of the resident; null unless the viewer reads the notes.
    async fn resident_details(&self, ctx: &Context<'_>) -> Option<ResidentDetailsCard> {
        self.standing(&ctx.req().viewer).reads_notes()?;
        Some(ResidentDetailsCard { are_present: self.details_added_at.is_some(), added_at: self.details_added_at })
    }

    /// People who follow; nobody for who sees the case as one of the team. Short by nature.
    async fn followers(&self, ctx: &Context<'_>) -> Result<Vec<Person>> {
        if !self.standing(&ctx.req().viewer).knows_who_was_there() {
            return Ok(Vec::new());
        }
        Ok(ctx.req().load(super::loaders::FollowersOf(self.id)).await?.unwrap_or_default())
    }

    /// Who is or was asked along: the open ones first, then newest first. Who sees the case as one of the team knows the
    /// open ones only. Short by nature (at most 100).
    #[graphql(name = "involvements")]
    async fn all_involvements(&self, ctx: &Context<'_>) -> Result<Vec<Involvement>> {
        let viewer = &ctx.req().viewer;
        let mut found = ctx.req().load(super::loaders::InvolvementsOf(self.id)).await?.unwrap_or_default();
        // What the case is derived from may be read already, and is more than everybody may know.
        found.retain(|involvement| may_see(viewer, involvement, self));
        Ok(found)
    }

    /// The open involvement that matters most: the question that must be answered first, else the newest.
    async fn open_involvement(&self) -> Option<&Involvement> {
        self.most_pressing_involvement()
    }

    /// What happened, oldest first; what the viewer may not know is left out.
    async fn timeline(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100; default 20.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only rows before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Page<CaseEvent>> {
        let arguments = PageArguments { first, after, last, before };
        Box::pin(super::timeline::page(ctx.req(), self, &arguments)).await
    }
}

impl Case {
    /// Who carries it.
    pub fn holder(&self) -> Option<Holder> {
        let person = self.holder_person_id.map(Holder::Person);
        person.or_else(|| self.holder_specialist_id.map(Holder::Specialist))
    }

    /// Whether who carries it can no longer do anything in it.
    pub fn is_left_behind(&self) -> bool {
        self.holder().is_some() && !self.holder_can_act
    }

    /// What binds the viewer to it.
    pub fn standing(&self, viewer: &Viewer) -> Standing {
        let open = self.involvements.iter().filter(|involvement| involvement.is_open() && !involvement.is_offer());
        let facts = Facts {
            neighbourhood_id: self.neighbourhood_id,
            holder: self.holder(),
            viewer_follows: self.follows_since.is_some(),
            viewer_gave_reason: self.reason_holds_until.is_some(),
            asked: open.map(|involvement| (involvement.receiver(), involvement.status)).collect(),
        };
        Standing::of(viewer, &facts)
    }

    /// What the board derives from it. An offer that was accepted asks nothing any more.
    pub fn outlook(&self, viewer: &Viewer) -> Outlook {
        let asks = |i: &&Involvement| i.is_open() && !(i.is_offer() && i.status == InvolvementStatus::Accepted);
        Outlook {
            status: self.status,
            waiting: self.waiting_for.zip(self.waiting_until),
            holder: self.holder(),
            sign_of_life_due: self.sign_of_life_due,
            open: self.involvements.iter().filter(asks).map(Open::from).collect(),
            only_follows: self.standing(viewer).only_follows(),
        }
    }

    /// Its state, for `flow`.
    ///
    /// # Errors
    /// When the row breaks a rule of the database.
    pub fn state(&self) -> Result<CaseState> {
        let state = match self.status {
            CaseStatus::New => Some(CaseState::New),
            CaseStatus::Active => Some(CaseState::Active),
            CaseStatus::Waiting => {
                self.waiting_for.zip(self.waiting_until).map(|(what, until)| CaseState::Waiting(what, until))
            }
            CaseStatus::Closed => self.outcome.map(CaseState::Closed),
        };
        state.ok_or_else(|| Fault::new("a case without what its status needs"))
    }

    /// The open involvement that matters most: the question that must be answered first, else the newest that
    /// leaves the holder, else the one that made the holder.
    pub fn most_pressing_involvement(&self) -> Option<&Involvement> {
        let open = || self.involvements.iter().filter(|involvement| involvement.is_open());
        let question = open()
            .filter(|involvement| involvement.status == InvolvementStatus::Requested)
            .min_by_key(|involvement| (involvement.respond_by, involvement.id));
        question.or_else(|| open().max_by_key(|i| (!super::flow::changes_holder(i.kind), i.requested_at, i.id)))
    }

    fn party_of(&self, viewer: &Viewer, holder: Holder) -> Party {
        match holder {
            Holder::Person(id) => Party::person_named(viewer, id, self.holder_person_name.as_deref()),
            Holder::Specialist(id) => Party::specialist_named(viewer, id, self.holder_specialist_name.as_deref()),
        }
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::resolver_utils::ContainerType;

    use super::*;

    /// What a field of this object waits in, in bytes.
    fn room<'a, 'ctx: 'a, T: 'a, F>(_: impl Fn(&'a T, &'a Context<'ctx>) -> F) -> usize {
        size_of::<F>()
    }

    #[test]
    fn the_thousands_of_fields_of_a_board_are_small() {
        for (what, room) in [
            ("a case", room(<Case as ContainerType>::resolve_field)),
            ("a party", room(<Party as ContainerType>::resolve_field)),
            ("an area", room(<Neighbourhood as ContainerType>::resolve_field)),
            ("an involvement", room(<Involvement as ContainerType>::resolve_field)),
        ] {
            assert!(room <= 768, "a field of {what} takes {room} bytes: box what it waits for, or what it gives");
        }
    }
}
