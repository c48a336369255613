//! Contacts, absences and contact moments as clients see them.

use async_graphql::{ComplexObject, Context, SimpleObject};
use entities::{
    AbsenceId, ConnectorId, ContactMeans, ContactMomentId, ContactSide, Day, FixedContactId, PersonId, absence,
    contact_moment, fixed_contact, person,
};
use sea_orm::DerivePartialModel;

use crate::{
    cases::party::Party,
    connectors::{
        store::loaders::{ContactPersonOf, Programme},
        types::Connector,
    },
    context::Req,
    error::Result,
    payload::UserError,
    people::types::{NameOf, initials},
    scalars::Phone,
};

/// A fixed contact person of a connector, for a time.
#[derive(Clone, Debug, SimpleObject, DerivePartialModel)]
#[graphql(complex)]
#[sea_orm(entity = "fixed_contact::Entity")]
pub struct FixedContact {
    /// Its id.
    pub id: FixedContactId,
    /// At which side.
    pub side: ContactSide,
    /// From this day.
    pub from_on: Day,
    /// Up to and with this day; null while it lasts.
    pub until_on: Option<Day>,
    /// Of whom.
    #[graphql(skip)]
    pub connector_id: ConnectorId,
    /// Who.
    #[graphql(skip)]
    pub person_id: PersonId,
    /// The day from which the rhythm counts.
    #[graphql(skip)]
    pub heard_on: Day,
}

#[ComplexObject]
impl FixedContact {
    /// Who.
    async fn contact(&self, ctx: &Context<'_>) -> Result<Option<ContactPerson>> {
        ctx.req().load(ContactPersonOf(self.person_id)).await
    }

    /// The day on which they should have spoken again at the latest.
    async fn due_on(&self, ctx: &Context<'_>) -> Result<Day> {
        due_on(ctx, self.heard_on).await
    }

    /// Whether that day has passed.
    async fn is_overdue(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(due_on(ctx, self.heard_on).await? < ctx.req().today())
    }
}

async fn due_on(ctx: &Context<'_>, heard_on: Day) -> Result<Day> {
    let rhythm = ctx.req().load(Programme).await?.map_or(0, |programme| programme.contact_rhythm_days);
    Ok(heard_on.plus_days(i64::from(rhythm)))
}

/// Somebody whom a connector can call: name and telephone number, and nothing else of the account.
#[derive(Clone, Debug, SimpleObject, DerivePartialModel)]
#[graphql(complex)]
#[sea_orm(entity = "person::Entity")]
pub struct ContactPerson {
    /// Who.
    #[graphql(name = "personId")]
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// As stored.
    #[graphql(skip)]
    pub phone: Option<String>,
}

#[ComplexObject]
impl ContactPerson {
    /// First letters of the first and the last part of the name.
    async fn initials(&self) -> String {
        initials(&self.name)
    }

    /// Work telephone number.
    async fn phone(&self) -> Option<Phone> {
        self.phone.clone().map(Phone::stored)
    }

    /// Whether it is the viewer.
    async fn is_viewer(&self, ctx: &Context<'_>) -> bool {
        ctx.req().viewer.person_id() == Some(self.id)
    }
}

/// A contact of a connector who should have spoken with them before today.
#[derive(Clone, Debug, SimpleObject)]
pub struct OverdueContact {
    /// With whom they should speak.
    pub connector: Connector,
    /// Which contact.
    pub contact: FixedContact,
}

/// A moment at which a connector and a contact person spoke.
#[derive(Clone, Debug, SimpleObject, DerivePartialModel)]
#[graphql(complex)]
#[sea_orm(entity = "contact_moment::Entity")]
pub struct ContactMoment {
    /// Its id.
    pub id: ContactMomentId,
    /// For which side it counts.
    pub side: ContactSide,
    /// On which day.
    pub held_on: Day,
    /// By what means.
    pub means: ContactMeans,
    /// What it was about, in one line; can be empty.
    pub line: String,
    /// With which connector.
    #[graphql(skip)]
    pub connector_id: ConnectorId,
    /// Who spoke with them.
    #[graphql(skip)]
    pub person_id: PersonId,
}

#[ComplexObject]
impl ContactMoment {
    /// Who spoke with them.
    async fn contact(&self, ctx: &Context<'_>) -> Result<Party> {
        let req = ctx.req();
        let name = req.load(NameOf(self.person_id)).await?;
        Ok(Party::person_named(&req.viewer, self.person_id, name.as_deref()))
    }
}

/// A time in which a contact person is away, and who stands in.
#[derive(Clone, Debug, SimpleObject, DerivePartialModel)]
#[graphql(complex)]
#[sea_orm(entity = "absence::Entity")]
pub struct Absence {
    /// Its id.
    pub id: AbsenceId,
    /// From this day.
    pub from_on: Day,
    /// Up to and with this day.
    pub until_on: Day,
    /// Who is away.
    #[graphql(skip)]
    pub person_id: PersonId,
    /// Who stands in.
    #[graphql(skip)]
    pub stand_in_id: PersonId,
}

#[ComplexObject]
impl Absence {
    /// Who is away.
    async fn person(&self, ctx: &Context<'_>) -> Result<Option<ContactPerson>> {
        ctx.req().load(ContactPersonOf(self.person_id)).await
    }

    /// Who stands in.
    async fn stand_in(&self, ctx: &Context<'_>) -> Result<Option<ContactPerson>> {
        ctx.req().load(ContactPersonOf(self.stand_in_id)).await
    }
}

/// What came of planning or cancelling an absence.
#[derive(Clone, Debug, SimpleObject)]
pub struct AbsencePayload {
    /// The absence; null when it was refused or cancelled.
    pub absence: Option<Absence>,
    /// Why it was refused; then nothing was written.
    pub user_errors: Vec<UserError>,
}

/// What came of setting the rhythm.
#[derive(Clone, Debug, SimpleObject)]
pub struct ContactRhythmPayload {
    /// The rhythm that holds now.
    pub rhythm: Option<ContactRhythm>,
    /// Why it was refused; then nothing was written.
    pub user_errors: Vec<UserError>,
}

/// How often a contact person and a connector speak, at least.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct ContactRhythm {
    /// After so many days without a contact moment one is overdue.
    pub days: i32,
    /// Counts changes, from 1.
    pub version: i32,
}
