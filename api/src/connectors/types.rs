//! A connector as clients see them: the profile, what is missing, and what the viewer may do.

use async_graphql::{ComplexObject, Context, SimpleObject};
use entities::{
    AnswerKind, ApplicationEnd, ApplicationQuestionId, ConnectorId, ConnectorStatus, ConnectorStepId, Day, Daypart,
    Locale, PersonId, Timestamp, application_question, connector, connector_step,
};
use sea_orm::DerivePartialModel;

use super::{
    contacts::{
        today::{self, ContactToday},
        types::{ContactMoment, ContactPerson, FixedContact},
    },
    flow::{self, ActivationNeed, ConnectorAct},
    leaving,
    store::loaders::{
        AnswersOf, ContactsOf, HostOf, MomentsOf, NeighbourhoodsOf, OpenCasesOf, ReadinessOf, StepsOf, read_dayparts,
    },
};
use crate::{
    cases::{party::Party, types::Case},
    check_ins::types::{CheckIn, CheckInsOf},
    context::Req,
    error::Result,
    payload::UserError,
    people::types::{NameOf, Person, initials},
    places::types::{Neighbourhood, Organisation},
    policy,
    scalars::{Email, Phone},
};

/// Somebody who applied, is trained, helps, pauses or stopped.
#[derive(Clone, Debug, SimpleObject, DerivePartialModel)]
#[graphql(complex)]
#[sea_orm(entity = "connector::Entity")]
pub struct Connector {
    /// Its id.
    pub id: ConnectorId,
    /// Where they stand.
    pub status: ConnectorStatus,
    /// Counts changes, from 1.
    pub version: i32,
    /// Their name.
    pub name: String,
    /// Their account.
    #[graphql(skip)]
    pub person_id: Option<PersonId>,
    /// As stored.
    #[graphql(skip)]
    pub email: String,
    /// As stored.
    #[graphql(skip)]
    pub phone: String,
    /// As stored.
    #[graphql(skip)]
    pub languages: String,
    /// What they are good at, in their own words; can be empty.
    pub skills: String,
    /// As stored.
    #[graphql(skip)]
    pub dayparts: String,
    /// More about when they have time, in their own words; can be empty.
    pub availability: String,
    /// When they applied.
    pub applied_at: Timestamp,
    /// When their last step was.
    pub last_step_at: Timestamp,
    /// When they promised to keep to themselves what they hear.
    pub pledged_at: Option<Timestamp>,
    /// When they became active for the first time.
    pub activated_at: Option<Timestamp>,
    /// Until when they paused, as they said; only while they do.
    pub paused_until: Option<Day>,
    /// Why the application ended; only when it did.
    pub end_reason: Option<ApplicationEnd>,
    /// When everything personal was forgotten, a while after they left: name, address and what they told are empty then.
    pub forgotten_at: Option<Timestamp>,
}

#[ComplexObject]
impl Connector {
    /// First letters of the first and the last part of the name.
    async fn initials(&self) -> String {
        initials(&self.name)
    }

    /// Their account, from the start of their training; for whom may know more than the name.
    async fn person(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        match self.person_id {
            Some(id) => Ok(ctx.req().load(id).await?.flatten()),
            None => Ok(None),
        }
    }

    /// Whether it is the viewer.
    async fn is_viewer(&self, ctx: &Context<'_>) -> bool {
        policy::connectors::is_own(&ctx.req().viewer, self.person_id)
    }

    /// E-mail address.
    async fn email(&self) -> Email {
        Email::stored(self.email.clone())
    }

    /// Telephone number.
    async fn phone(&self) -> Phone {
        Phone::stored(self.phone.clone())
    }

    /// Languages that they speak, as ISO 639-1 codes. Short by nature.
    async fn languages(&self) -> Vec<String> {
        self.languages.split_whitespace().map(str::to_owned).collect()
    }

    /// When they usually have time. Short by nature.
    async fn dayparts(&self) -> Vec<Daypart> {
        read_dayparts(&self.dayparts)
    }

    /// Where they help, or want to, in reading order. Short by nature (at most 10).
    async fn neighbourhoods(&self, ctx: &Context<'_>) -> Result<Vec<Neighbourhood>> {
        let req = ctx.req();
        let ids = req.load(NeighbourhoodsOf(self.id)).await?.unwrap_or_default();
        let mut areas: Vec<Neighbourhood> = req.loaders.load_many(ids).await?.into_values().collect();
        areas.sort_by_key(|area| area.position);
        Ok(areas)
    }

    /// From which organisation they work now, and since when; null before the training starts.
    async fn host(&self, ctx: &Context<'_>) -> Result<Option<ConnectorHost>> {
        Ok(ctx.req().load(HostOf(self.id)).await?.flatten())
    }

    /// Their steps, the latest first. Short by nature.
    async fn steps(&self, ctx: &Context<'_>) -> Result<Vec<ConnectorStep>> {
        Ok(ctx.req().load(StepsOf(self.id)).await?.unwrap_or_default())
    }

    /// What they answered when they applied: for who runs the programme, empty for anybody else. Short by nature.
    async fn answers(&self, ctx: &Context<'_>) -> Result<Vec<ApplicationAnswer>> {
        Ok(ctx.req().load(AnswersOf(self.id)).await?.unwrap_or_default())
    }

    /// Their fixed contact persons of today, at most one a side. Short by nature.
    async fn fixed_contacts(&self, ctx: &Context<'_>) -> Result<Vec<FixedContact>> {
        Ok(ctx.req().load(ContactsOf(self.id)).await?.unwrap_or_default())
    }

    /// Whom they call on a day: each side's contact person, or who stands in. Short by nature.
    async fn contacts_on(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day; left out, today.")] day: Option<Day>,
    ) -> Result<Vec<ContactToday>> {
        let req = ctx.req();
        today::contacts_on(req, self.id, day.unwrap_or_else(|| req.today())).await
    }

    /// Whom they call on a day on which none of their contact persons can be called: there is none, they are away with
    /// nobody standing in, or have no telephone number. It is somebody who runs the programme. Null as long as a contact
    /// person can be called, and before the training and after they stopped.
    async fn coordinator_on(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day; left out, today.")] day: Option<Day>,
    ) -> Result<Option<ContactPerson>> {
        let req = ctx.req();
        today::coordinator_on(req, self, day.unwrap_or_else(|| req.today())).await
    }

    /// When they spoke with a contact person, the latest first, at most twenty. Short by nature.
    async fn contact_moments(&self, ctx: &Context<'_>) -> Result<Vec<ContactMoment>> {
        Ok(ctx.req().load(MomentsOf(self.id)).await?.unwrap_or_default())
    }

    /// How they said they are, the latest first: what they see themselves, and the one person to whom they said it; empty
    /// for anybody else. Short by nature (at most 20).
    async fn check_ins(&self, ctx: &Context<'_>) -> Result<Vec<CheckIn>> {
        Ok(ctx.req().load(CheckInsOf(self.id)).await?.unwrap_or_default())
    }

    /// What is still missing to become active; of who is active, the contact persons who are not there any more. Empty when
    /// nothing is. Short by nature.
    async fn missing(&self, ctx: &Context<'_>) -> Result<Vec<ActivationNeed>> {
        if flow::needs_of(self.status).is_empty() {
            return Ok(Vec::new());
        }
        let readiness = ctx.req().load(ReadinessOf::of(self)).await?;
        let missing = readiness.map(flow::Readiness::missing).unwrap_or_default();
        Ok(missing.into_iter().filter(|need| flow::needs_of(self.status).contains(need)).collect())
    }

    /// What the viewer may do now, as far as their state allows it. Short by nature.
    async fn available_acts(&self, ctx: &Context<'_>) -> Result<Vec<ConnectorAct>> {
        let req = ctx.req();
        let contacts = req.load(ContactsOf(self.id)).await?.unwrap_or_default();
        let is_contact = today::falls_to_viewer(req, &contacts).await?;
        Ok(flow::ACTS
            .into_iter()
            .filter(|act| flow::next(self.status, *act).is_ok())
            .filter(|act| policy::connectors::may(&req.viewer, *act, self.person_id, is_contact).is_ok())
            .filter(|act| *act != ConnectorAct::AcceptPledge || self.pledged_at.is_none())
            .filter(|_| self.forgotten_at.is_none())
            .collect())
    }

    /// The open cases that they hold, each with who can carry it from now on: for themselves and who runs the programme, empty
    /// for anybody else. Short by nature (at most 100).
    async fn held_cases(&self, ctx: &Context<'_>) -> Result<Vec<HeldCase>> {
        match self.person_id {
            Some(person) => leaving::held_cases(ctx.req(), person).await,
            None => Ok(Vec::new()),
        }
    }

    /// How many open cases they hold, as far as the viewer sees these.
    async fn open_case_count(&self, ctx: &Context<'_>) -> Result<i32> {
        let Some(person) = self.person_id else { return Ok(0) };
        let count = ctx.req().load(OpenCasesOf(person)).await?.unwrap_or_default();
        Ok(i32::try_from(count).unwrap_or(i32::MAX))
    }
}

/// An open case that a connector holds, with who can carry it from now on.
#[derive(Clone, Debug, SimpleObject)]
pub struct HeldCase {
    /// The case.
    pub case: Case,
    /// Connectors and community workers of its neighbourhood, by name; not who holds it. Short by nature.
    pub carriers: Vec<ContactPerson>,
}

/// The organisation from which a connector works.
#[derive(Clone, Debug, SimpleObject)]
pub struct ConnectorHost {
    /// Which organisation.
    pub organisation: Organisation,
    /// Since which day.
    pub from_on: Day,
    /// Up to and with this day; null while it lasts.
    pub until_on: Option<Day>,
}

/// A step on the way of a connector.
#[derive(Clone, Debug, SimpleObject, DerivePartialModel)]
#[graphql(complex)]
#[sea_orm(entity = "connector_step::Entity")]
pub struct ConnectorStep {
    /// Its id.
    pub id: ConnectorStepId,
    /// Where they stood from then on.
    pub status: ConnectorStatus,
    /// When.
    pub at: Timestamp,
    /// Of whom.
    #[graphql(skip)]
    pub connector_id: ConnectorId,
    /// Who took it.
    #[graphql(skip)]
    pub person_id: Option<PersonId>,
    /// As stored.
    #[graphql(skip)]
    pub note: Option<String>,
}

#[ComplexObject]
impl ConnectorStep {
    /// Who took it; null for the form.
    async fn by(&self, ctx: &Context<'_>) -> Result<Option<Party>> {
        let req = ctx.req();
        let Some(id) = self.person_id else { return Ok(None) };
        let name = req.load(NameOf(id)).await?;
        Ok(Some(Party::person_named(&req.viewer, id, name.as_deref())))
    }

    /// What is good to know about it: for who runs the programme.
    async fn note(&self, ctx: &Context<'_>) -> Option<String> {
        let may_read = policy::connectors::may_lead(&ctx.req().viewer);
        may_read.ok().and_then(|()| self.note.clone())
    }
}

/// A question of the form with which one applies.
#[derive(Clone, Debug, SimpleObject, DerivePartialModel)]
#[graphql(complex)]
#[sea_orm(entity = "application_question::Entity")]
pub struct ApplicationQuestion {
    /// Its id.
    pub id: ApplicationQuestionId,
    /// How it is answered.
    pub answer_kind: AnswerKind,
    /// Whether it has to be answered.
    pub is_required: bool,
    /// As stored.
    #[graphql(skip)]
    pub question_nl: String,
    /// As stored.
    #[graphql(skip)]
    pub help_nl: String,
    /// As stored.
    #[graphql(skip)]
    pub question_en: String,
    /// As stored.
    #[graphql(skip)]
    pub help_en: String,
    /// Its place in the form.
    #[graphql(skip)]
    pub position: i32,
}

#[ComplexObject]
impl ApplicationQuestion {
    /// The question, in the viewer's language.
    async fn question(&self, ctx: &Context<'_>) -> &str {
        match ctx.req().locale {
            Locale::Nl => &self.question_nl,
            Locale::En => &self.question_en,
        }
    }

    /// A hint below it, in the viewer's language.
    async fn help(&self, ctx: &Context<'_>) -> &str {
        match ctx.req().locale {
            Locale::Nl => &self.help_nl,
            Locale::En => &self.help_en,
        }
    }
}

/// What somebody answered who applied.
#[derive(Clone, Debug, SimpleObject)]
pub struct ApplicationAnswer {
    /// To which question.
    pub question: ApplicationQuestion,
    /// The answer; `YES` or `NO` where that was asked.
    pub answer: String,
}

/// The form with which one applies, for everybody.
#[derive(Clone, Debug, SimpleObject)]
pub struct ApplicationForm {
    /// Comes back with the form; good for a day, from some seconds after this moment.
    pub token: String,
    /// The questions in their order. Short by nature.
    pub questions: Vec<ApplicationQuestion>,
    /// Within how many days somebody calls.
    pub days_to_answer: i32,
}

/// What came of applying.
#[derive(Clone, Debug, SimpleObject)]
pub struct ApplyAsConnectorPayload {
    /// It was received.
    pub is_received: bool,
    /// On which day somebody has called at the latest; null when it was refused.
    pub answer_by: Option<Day>,
    /// Why it was refused; empty when it went well.
    pub user_errors: Vec<UserError>,
}

/// What came of a step with a connector.
#[derive(Clone, Debug, SimpleObject)]
pub struct ConnectorPayload {
    /// The profile as it is now; null when there is none for the viewer.
    pub connector: Option<Connector>,
    /// Why it was refused; then nothing was written.
    pub user_errors: Vec<UserError>,
}

/// After how many days an application that ended is forgotten.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct ApplicationRetention {
    /// After so many days.
    pub days: i32,
    /// Counts changes of how the programme is set up, from 1.
    pub version: i32,
}

/// What came of setting it.
#[derive(Clone, Debug, SimpleObject)]
pub struct ApplicationRetentionPayload {
    /// What holds now.
    pub retention: Option<ApplicationRetention>,
    /// Why it was refused; then nothing was written.
    pub user_errors: Vec<UserError>,
}

/// What came of starting somebody's training.
#[derive(Clone, Debug, SimpleObject)]
pub struct StartTrainingPayload {
    /// The profile as it is now; null when there is none for the viewer.
    pub connector: Option<Connector>,
    /// The path of the page where they choose a password, good for seven days. Shown once, to be passed on; null for who
    /// had an account already.
    pub invitation_path: Option<String>,
    /// Why it was refused; then nothing was written.
    pub user_errors: Vec<UserError>,
}
