//! Setting contacts, telling when they are away, and noting that they spoke.

use std::collections::BTreeSet;

use async_graphql::{Context, Object};
use entities::{ContactSide, Day, NoticeKind, PersonId, Role, absence, fixed_contact, person, programme};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter};

use super::{
    inputs::{
        CancelAbsenceInput, NoteContactMomentInput, PlanAbsenceInput, SetContactRhythmInput, SetFixedContactInput,
    },
    store::{self, NewMoment},
    types::{Absence, AbsencePayload, ContactRhythm, ContactRhythmPayload},
};
use crate::{
    acts::{Acting, Work, once},
    connectors::{
        acting::{On, on_connector, payload},
        flow::{self, ConnectorAct},
        store as profiles,
        store::set_days,
        types::ConnectorPayload,
    },
    context::{Req, RequestCtx},
    error::Fault,
    free_text,
    notices::{self, Subject},
    payload::{Refusal, Stop, UserErrorCode, told},
    people::store as accounts,
    policy,
    scalars::Typed,
};

/// The longest line about a contact moment, in characters.
const LONGEST_LINE: usize = 200;
/// The longest absence, in days.
const LONGEST_ABSENCE: i32 = 366;

/// The acts on contacts.
#[derive(Default)]
pub struct ContactMutations;

#[Object]
impl ContactMutations {
    /// Sets who is somebody's fixed contact person at a side, from today on.
    async fn set_fixed_contact(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of whom, at which side, and who.")] input: SetFixedContactInput,
    ) -> async_graphql::Result<ConnectorPayload> {
        let SetFixedContactInput { connector_id, expected_version, side, person_id, idempotency_key } = input;
        let on = On {
            connector: connector_id,
            version: Some(expected_version),
            key: idempotency_key,
            act: ConnectorAct::SetFixedContact,
        };
        on_connector(ctx, on, async |work, row, _| {
            known_contact(work, side, person_id, row.person_id).await?;
            profiles::change(work, row, profiles::unchanged()).await?;
            if store::set(work, row.id, side, person_id).await? {
                let about = Subject::Connector(row.id);
                notices::tell(work, row.person_id, NoticeKind::FixedContactGiven, about);
                notices::tell(work, [person_id], NoticeKind::FixedContactOf, about);
            }
            profiles::log(work, row, "setFixedContact").await
        })
        .await
    }

    /// Notes that a contact person and a connector spoke.
    async fn note_contact_moment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "With whom, when and how.")] input: NoteContactMomentInput,
    ) -> async_graphql::Result<ConnectorPayload> {
        let req = ctx.req();
        let id = input.connector_id;
        let outcome = once(req, &ctx.act(Some(input.idempotency_key.clone()))?, async |work| {
            let row = profiles::find(work, id, None).await?;
            let own = own_side(work, &row.id).await?;
            policy::connectors::may_note_moment(&req.viewer, own.is_some())?;
            flow::next(row.status, ConnectorAct::NoteContactMoment)?;
            let writer = req.viewer.person_id().ok_or_else(Refusal::not_allowed)?;
            let side = input.side.or(own).unwrap_or(ContactSide::Welfare);
            let moment = NewMoment {
                connector: row.id,
                side,
                person: writer,
                held_on: passed_day(&input.held_on, "heldOn", req.today())?,
                means: input.means,
                line: line(input.line.as_deref())?,
            };
            store::note(work, moment).await?;
            profiles::log(work, &row, "noteContactMoment").await?;
            Ok(row.id)
        })
        .await;
        payload(req, id, outcome).await
    }

    /// Tells when a contact person is away, and who stands in.
    async fn plan_absence(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who is away, when, and who stands in.")] input: PlanAbsenceInput,
    ) -> async_graphql::Result<AbsencePayload> {
        let req = ctx.req();
        let outcome = once(req, &ctx.act(Some(input.idempotency_key.clone()))?, async |work| {
            let own = req.viewer.person_id().ok_or_else(Refusal::not_allowed)?;
            let person = input.person_id.unwrap_or(own);
            policy::connectors::may_plan_absence(&req.viewer, person)?;
            let days = checked_days(req, &input)?;
            // Two who each plan that the other stands in look one after the other.
            accounts::people_take_turns(work, &BTreeSet::from([person, input.stand_in_id])).await?;
            known_stand_in(work, person, input.stand_in_id).await?;
            nobody_is_left_alone(work, person, input.stand_in_id, days).await?;
            notices::tell(work, [input.stand_in_id], NoticeKind::StandsIn, Subject::Nothing);
            store::plan(work, person, input.stand_in_id, days).await
        })
        .await;
        let (done, user_errors) = told(outcome, req.locale)?;
        let absence: Option<Absence> = match done {
            Some(id) => policy::connectors::absences(&req.viewer)
                .filter(absence::Column::Id.eq(id))
                .into_partial_model()
                .one(req.db())
                .await
                .map_err(Fault::from)?,
            None => None,
        };
        Ok(AbsencePayload { absence, user_errors })
    }

    /// Cancels an absence, or what is left of it: from today on the contact person is there again.
    async fn cancel_absence(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: CancelAbsenceInput,
    ) -> async_graphql::Result<AbsencePayload> {
        let req = ctx.req();
        let outcome = once(req, &ctx.act(input.idempotency_key)?, async |work| {
            let row = policy::connectors::absences(&req.viewer)
                .filter(absence::Column::Id.eq(input.absence_id))
                .one(&work.tx)
                .await?
                .ok_or_else(|| Refusal::not_found("absenceId"))?;
            policy::connectors::may_plan_absence(&req.viewer, row.person_id)?;
            if row.until_on < req.today() {
                let refusal = Refusal::new(
                    UserErrorCode::InThePast,
                    "Deze afwezigheid is voorbij. Je hoeft niets meer weg te halen.",
                    "This absence is over. There is nothing left to take away.",
                );
                return Err(refusal.at("absenceId").into());
            }
            notices::tell(work, [row.stand_in_id], NoticeKind::StandInEnded, Subject::Nothing);
            store::cancel(work, &row).await
        })
        .await;
        let (_, user_errors) = told(outcome, req.locale)?;
        Ok(AbsencePayload { absence: None, user_errors })
    }

    /// Sets how often contact persons and connectors speak, at least.
    async fn set_contact_rhythm(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How often.")] input: SetContactRhythmInput,
    ) -> async_graphql::Result<ContactRhythmPayload> {
        let req = ctx.req();
        let outcome = once(req, &ctx.act(input.idempotency_key)?, async |work| {
            policy::connectors::may_lead(&req.viewer)?;
            let setting = programme::Column::ContactRhythmDays;
            set_days(work, setting, input.days, input.expected_version).await
        })
        .await;
        let (_, user_errors) = told(outcome, req.locale)?;
        Ok(ContactRhythmPayload { rhythm: rhythm(req).await?, user_errors })
    }
}

/// The rhythm that holds, for who may know it.
pub(super) async fn rhythm(req: &RequestCtx) -> Result<Option<ContactRhythm>, Fault> {
    let row = policy::connectors::programme(&req.viewer).one(req.db()).await?;
    Ok(row.map(|row| ContactRhythm { days: row.contact_rhythm_days, version: row.version }))
}

/// The roles of those who can be a contact at a side.
pub fn roles_at(side: ContactSide) -> &'static [Role] {
    match side {
        ContactSide::Welfare => &[Role::CommunityWorker, Role::Coordinator],
        ContactSide::Municipality => &[Role::MunicipalityOfficer],
    }
}

async fn known_contact(
    work: &Work<'_>,
    side: ContactSide,
    contact: PersonId,
    connector: Option<PersonId>,
) -> Result<(), Stop> {
    let known = policy::connectors::possible_contacts(roles_at(side))
        .filter(person::Column::Id.eq(contact))
        .count(&work.tx)
        .await?;
    if known == 0 || connector == Some(contact) {
        return Err(Refusal::not_found("personId").into());
    }
    Ok(())
}

/// Somebody of the same side, who is there for connectors too.
async fn known_stand_in(work: &Work<'_>, person: PersonId, stand_in: PersonId) -> Result<(), Stop> {
    for side in [ContactSide::Welfare, ContactSide::Municipality] {
        let both = policy::connectors::possible_contacts(roles_at(side))
            .filter(person::Column::Id.is_in([person, stand_in]))
            .count(&work.tx)
            .await?;
        if both == 2 {
            return Ok(());
        }
    }
    Err(Refusal::new(
        UserErrorCode::Invalid,
        "Kies een collega van dezelfde organisatie, niet de persoon zelf.",
        "Choose a colleague of the same organisation, not the person themselves.",
    )
    .at("standInId")
    .into())
}

/// Refuses an absence that touches another one of the same person, in which the one who stands in is away too, or in
/// which the one who is away stands in for somebody.
async fn nobody_is_left_alone(
    work: &Work<'_>,
    person: PersonId,
    stand_in: PersonId,
    days: (Day, Day),
) -> Result<(), Stop> {
    let of_person = policy::connectors::absences_of_contacts(&work.req.viewer)
        .filter(store::touching(person, days))
        .one(&work.tx)
        .await?;
    if let Some(row) = of_person {
        let (dutch, english) = if row.person_id == person {
            (
                "In deze tijd staat er al een afwezigheid. Haal die eerst weg.",
                "There is an absence in this time already. Take it away first.",
            )
        } else {
            (
                "In deze tijd vervangt deze persoon een collega. Regel eerst een ander.",
                "In this time this person stands in for a colleague. Arrange somebody else first.",
            )
        };
        return Err(Refusal::new(UserErrorCode::AlreadyExists, dutch, english).at("fromOn").into());
    }
    let of_stand_in = policy::connectors::absences_of_contacts(&work.req.viewer)
        .filter(store::touching(stand_in, days))
        .filter(absence::Column::PersonId.eq(stand_in))
        .count(&work.tx)
        .await?;
    if of_stand_in > 0 {
        return Err(Refusal::new(
            UserErrorCode::Invalid,
            "De vervanger is dan zelf weg. Kies een ander.",
            "Who stands in is away then. Choose somebody else.",
        )
        .at("standInId")
        .into());
    }
    Ok(())
}

/// The side at which the viewer is this connector's contact today, by themselves or standing in.
async fn own_side(work: &Work<'_>, connector: &entities::ConnectorId) -> Result<Option<ContactSide>, Stop> {
    let Some(me) = work.req.viewer.person_id() else { return Ok(None) };
    let row = policy::connectors::contacts_of_connector(*connector)
        .filter(policy::connectors::falls_to(me, work.req.today()))
        .one(&work.tx)
        .await?;
    Ok(row.map(|row: fixed_contact::Model| row.side))
}

fn checked_days(req: &RequestCtx, input: &PlanAbsenceInput) -> Result<(Day, Day), Stop> {
    let (from_on, until_on) = (day(&input.from_on, "fromOn"), day(&input.until_on, "untilOn"));
    let (from_on, until_on) = match (from_on, until_on) {
        (Ok(from_on), Ok(until_on)) => (from_on, until_on),
        (from_on, until_on) => {
            return Err(Stop::Refused([from_on.err(), until_on.err()].into_iter().flatten().collect()));
        }
    };
    if from_on < req.today() {
        let refusal = Refusal::new(
            UserErrorCode::InThePast,
            "Deze dag is voorbij. Kies vandaag of later.",
            "This day has passed. Choose today or later.",
        );
        return Err(refusal.at("fromOn").into());
    }
    if until_on < from_on {
        let refusal = Refusal::new(
            UserErrorCode::Invalid,
            "De laatste dag ligt voor de eerste. Kies een latere dag.",
            "The last day is before the first. Choose a later day.",
        );
        return Err(refusal.at("untilOn").into());
    }
    if until_on.days_since(from_on) > LONGEST_ABSENCE {
        let refusal = Refusal::new(
            UserErrorCode::TooLong,
            "Langer dan een jaar kan niet. Kies dan een andere vaste contactpersoon.",
            "Longer than a year isn't possible. Then choose another fixed contact person.",
        );
        return Err(refusal.at("untilOn").into());
    }
    Ok((from_on, until_on))
}

/// A day as somebody fills it in.
fn day(typed: &Typed<Day>, field: &str) -> Result<Day, Refusal> {
    typed.read().copied().ok_or_else(|| {
        Refusal::new(
            UserErrorCode::Invalid,
            "Deze dag bestaat niet. Kies een dag.",
            "This day doesn't exist. Choose a day.",
        )
        .at(field)
    })
}

fn passed_day(typed: &Typed<Day>, field: &str, today: Day) -> Result<Day, Refusal> {
    let day = day(typed, field)?;
    if day > today {
        let refusal = Refusal::new(
            UserErrorCode::Invalid,
            "Deze dag moet nog komen. Kies vandaag of eerder.",
            "This day is yet to come. Choose today or before.",
        );
        return Err(refusal.at(field));
    }
    Ok(day)
}

fn line(text: Option<&str>) -> Result<String, Refusal> {
    match text.map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => free_text::checked(text, "line", LONGEST_LINE),
        None => Ok(String::new()),
    }
}
