//! An involvement as clients see it.

use std::sync::Arc;

use async_graphql::{ComplexObject, Context, SimpleObject};
use entities::{
    CaseId, ConsentId, Day, InvolvementId, InvolvementKind, InvolvementStatus, PersonId, SpecialistId, Timestamp,
    involvement, neighbourhood, person, specialist,
};
use sea_orm::{DerivePartialModel, sea_query::Expr};

use crate::{
    cases::{
        available,
        flow::changes_holder,
        outlook::{Holder, Open, Receiver},
        party::Party,
        rows::joined,
        types::Case,
        vocabulary::InvolvementAct,
    },
    context::Req,
    error::Result,
    policy,
};

/// An act between the holder of a case and somebody else.
#[derive(Clone, Debug, SimpleObject, DerivePartialModel)]
#[graphql(complex)]
#[sea_orm(entity = "involvement::Entity")]
pub struct Involvement {
    /// Its id.
    pub id: InvolvementId,
    /// Counts changes, from 1; an act on it names the version that it saw.
    pub version: i32,
    /// In what way.
    pub kind: InvolvementKind,
    /// Where it stands.
    pub status: InvolvementStatus,
    /// When it was asked.
    pub requested_at: Timestamp,
    /// After this day the answer is overdue; a fortnight later the question expires.
    pub respond_by: Day,
    /// When a joint visit is.
    pub planned_at: Option<Timestamp>,
    /// When it was accepted or declined.
    pub answered_at: Option<Timestamp>,
    /// Whether the requester wrote down what a specialist without an account said.
    pub answered_by_phone: bool,
    /// When it was completed, declined, withdrawn or expired.
    pub ended_at: Option<Timestamp>,
    /// The case.
    #[graphql(skip)]
    pub case_id: CaseId,
    /// Who asks.
    #[graphql(skip)]
    pub requester_id: PersonId,
    /// The name of who asks.
    #[graphql(skip)]
    #[sea_orm(from_expr = "Expr::col((joined::REQUESTER, person::Column::Name))")]
    pub requester_name: Option<String>,
    /// The person who is asked.
    #[graphql(skip)]
    pub receiver_person_id: Option<PersonId>,
    /// The name of the person who is asked.
    #[graphql(skip)]
    #[sea_orm(from_expr = "Expr::col((joined::RECEIVER, person::Column::Name))")]
    pub receiver_person_name: Option<String>,
    /// The entry that is asked.
    #[graphql(skip)]
    pub receiver_specialist_id: Option<SpecialistId>,
    /// The name of the entry that is asked.
    #[graphql(skip)]
    #[sea_orm(from_expr = "Expr::col((joined::ENTRY, specialist::Column::Name))")]
    pub receiver_specialist_name: Option<String>,
    /// Whether somebody who can sign in works for the entry that is asked.
    #[graphql(skip)]
    #[sea_orm(from_expr = "policy::cases::receiver_has_account()")]
    pub receiver_has_account: bool,
    /// Whether who would take the case over is a community worker there.
    #[graphql(skip)]
    #[sea_orm(from_expr = "policy::cases::taker_works_there()")]
    pub taker_works_there: bool,
    /// The name of the case's neighbourhood.
    #[graphql(skip)]
    #[sea_orm(from_expr = "Expr::col((neighbourhood::Entity, neighbourhood::Column::Name))")]
    pub neighbourhood_name: String,
    /// Who holds after an accepted takeover.
    #[graphql(skip)]
    pub taker_id: Option<PersonId>,
    /// The consent with which personal details travel.
    #[graphql(skip)]
    pub consent_id: Option<ConsentId>,
    /// Handed out by `reason` alone.
    #[graphql(skip)]
    #[sea_orm(from_col = "reason")]
    pub reason_text: String,
    /// Handed out by `nextStep` alone.
    #[graphql(skip)]
    #[sea_orm(from_col = "next_step")]
    pub next_step_text: Option<String>,
    /// Handed out by `declineReason` alone.
    #[graphql(skip)]
    #[sea_orm(from_col = "decline_reason")]
    pub decline_reason_text: Option<String>,
}

#[ComplexObject]
impl Involvement {
    /// The case; null when the viewer's access to it ended.
    async fn case(&self, ctx: &Context<'_>) -> Result<Option<Arc<Case>>> {
        self.load_case(ctx).await
    }

    /// Who asks.
    async fn requester(&self, ctx: &Context<'_>) -> Party {
        Party::person_named(&ctx.req().viewer, self.requester_id, self.requester_name.as_deref())
    }

    /// Who is asked.
    #[graphql(name = "receiver")]
    async fn receiver_party(&self, ctx: &Context<'_>) -> Party {
        let req = ctx.req();
        Party::receiver(&req.viewer, req.locale, self.receiver(), self.receiver_name(), &self.neighbourhood_name)
    }

    /// Whether somebody offered to take the case over, which its holder answers, rather than being asked to.
    #[graphql(name = "isOffer")]
    async fn is_an_offer(&self) -> bool {
        self.is_offer()
    }

    /// Why; null for whom the words are not meant.
    async fn reason(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        self.words(ctx, Some(&self.reason_text)).await
    }

    /// What should happen then; null for whom the words are not meant.
    async fn next_step(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        self.words(ctx, self.next_step_text.as_ref()).await
    }

    /// Why not; null for whom the words are not meant.
    async fn decline_reason(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        self.words(ctx, self.decline_reason_text.as_ref()).await
    }

    /// Whether the resident's details travel along, with the resident's consent. Never true for whom the words are not
    /// meant.
    async fn shares_details(&self, ctx: &Context<'_>) -> Result<bool> {
        let case = self.load_case(ctx).await?;
        let may = policy::cases::may_read_words(&ctx.req().viewer, self, case.as_deref());
        Ok(self.consent_id.is_some() && may.is_ok())
    }

    /// What the viewer may do to it now. Short by nature.
    async fn available_acts(&self, ctx: &Context<'_>) -> Result<Vec<InvolvementAct>> {
        let case = self.load_case(ctx).await?;
        Ok(case.map(|case| available::involvement_acts(&ctx.req().viewer, self, &case)).unwrap_or_default())
    }
}

impl Involvement {
    /// Who is asked.
    pub fn receiver(&self) -> Receiver {
        match (self.receiver_person_id, self.receiver_specialist_id) {
            (Some(id), _) => Receiver::Person(id),
            (None, Some(id)) => Receiver::Specialist(id),
            (None, None) => Receiver::AnyWorker,
        }
    }

    /// The name of who is asked, unless it is any worker.
    pub fn receiver_name(&self) -> Option<&str> {
        self.receiver_person_name.as_deref().or(self.receiver_specialist_name.as_deref())
    }

    /// Whether it was asked by who would take the case over, and is answered by the holder.
    pub fn is_offer(&self) -> bool {
        self.taker_id == Some(self.requester_id)
    }

    /// Whether it was neither answered with no nor ended.
    pub fn is_open(&self) -> bool {
        matches!(self.status, InvolvementStatus::Requested | InvolvementStatus::Accepted)
    }

    /// Whether it once changed who holds the case, and is over.
    pub fn once_made_holder(&self) -> bool {
        self.status == InvolvementStatus::Completed
            && matches!(self.kind, InvolvementKind::Takeover | InvolvementKind::Handover)
    }

    /// Whether the answer was yes.
    pub fn was_accepted(&self) -> bool {
        matches!(self.status, InvolvementStatus::Accepted | InvolvementStatus::Completed)
    }

    /// Whether nobody with an account can answer it.
    pub fn receiver_lacks_account(&self) -> bool {
        self.receiver_specialist_id.is_some() && !self.receiver_has_account
    }

    /// Who holds the case when it is accepted, where that is known and changes.
    pub fn made_holder(&self) -> Option<Holder> {
        if !changes_holder(self.kind) {
            return None;
        }
        match self.kind {
            InvolvementKind::Handover => self.receiver_specialist_id.map(Holder::Specialist),
            InvolvementKind::Takeover
            | InvolvementKind::Support
            | InvolvementKind::Consultation
            | InvolvementKind::JointVisit => self.taker_id.map(Holder::Person),
        }
    }

    async fn load_case(&self, ctx: &Context<'_>) -> Result<Option<Arc<Case>>> {
        ctx.req().load(self.case_id).await
    }

    async fn words(&self, ctx: &Context<'_>, words: Option<&String>) -> Result<Option<String>> {
        let Some(words) = words else { return Ok(None) };
        let case = self.load_case(ctx).await?;
        let may = policy::cases::may_read_words(&ctx.req().viewer, self, case.as_deref());
        Ok(may.ok().map(|()| words.clone()))
    }
}

impl From<&Involvement> for Open {
    fn from(involvement: &Involvement) -> Self {
        Self {
            id: involvement.id,
            kind: involvement.kind,
            status: involvement.status,
            receiver: involvement.receiver(),
            respond_by: involvement.respond_by,
        }
    }
}
