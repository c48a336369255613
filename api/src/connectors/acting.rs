//! The steps with a connector, each as its sentence: find them, may the viewer, does their state allow it, write.

use std::collections::BTreeSet;

use async_graphql::Context;
use entities::{
    ConnectorId, ConnectorStatus, Locale, NeighbourhoodId, NoticeKind, PersonId, connector, connector_neighbourhood,
};
use sea_orm::{ActiveValue, ColumnTrait, QueryFilter, QueryOrder, Set};

use super::{
    application::known_areas,
    flow::{self, ConnectorAct},
    inputs::{ChangeConnectorNeighbourhoodsInput, ConnectorActInput, CorrectConnectorInput, DeclineApplicationInput},
    readiness,
    store::{self, written_dayparts},
    types::{Connector, ConnectorPayload},
};
use crate::{
    acts::{Acting, Work, once},
    auth::SecretToken,
    context::{Req, RequestCtx},
    error::{Fault, Result},
    free_text,
    notices::{self, Subject},
    payload::{Refusal, Stop, UserErrorCode, told},
    people::{
        invitations::path_of,
        roles::{self, Grant, RoleChange},
        store::{self as accounts, NewPerson},
    },
    policy, training,
};

/// The longest note, in characters.
const LONGEST_NOTE: usize = 500;
/// The most languages of one person.
const MOST_LANGUAGES: usize = 10;

pub(super) type Payload = async_graphql::Result<ConnectorPayload>;

/// What an act is done to.
pub(super) struct On {
    /// With whom.
    pub connector: ConnectorId,
    /// The version that was seen, when it matters.
    pub version: Option<i32>,
    /// The key of the act.
    pub key: Option<String>,
    /// Which act.
    pub act: ConnectorAct,
}

/// Does one act with one connector. Whatever comes of it, the payload shows the profile as it is now.
pub(super) async fn on_connector<F>(ctx: &Context<'_>, on: On, does: F) -> Payload
where
    F: AsyncFnOnce(&mut Work<'_>, &connector::Model, ConnectorStatus) -> Result<(), Stop>,
{
    let req = ctx.req();
    let outcome = once(req, &ctx.act(on.key)?, async |work| {
        let row = store::find(work, on.connector, on.version).await?;
        policy::connectors::may(&req.viewer, on.act, row.person_id, false)?;
        let next = flow::next(row.status, on.act)?;
        does(work, &row, next).await?;
        Ok(row.id)
    })
    .await;
    payload(req, on.connector, outcome).await
}

/// The payload of an act with this connector, read after it.
pub(super) async fn payload(req: &RequestCtx, id: ConnectorId, outcome: Result<ConnectorId, Stop>) -> Payload {
    let (_, user_errors) = told(outcome, req.locale)?;
    Ok(ConnectorPayload { connector: read(req, id).await?, user_errors })
}

/// The profile as it is now, for the viewer; none when it isn't there for them.
///
/// # Errors
/// When the database can't be read.
pub(crate) async fn read(req: &RequestCtx, id: ConnectorId) -> Result<Option<Connector>> {
    let found = policy::connectors::visible(&req.viewer, req.today())
        .filter(connector::Column::Id.eq(id))
        .into_partial_model()
        .one(req.db())
        .await;
    found.map_err(Fault::from)
}

/// There was a conversation.
pub async fn note_conversation(ctx: &Context<'_>, input: ConnectorActInput) -> Payload {
    let (on, note) = plain(input, ConnectorAct::NoteConversation);
    on_connector(ctx, on, async |work, row, next| {
        let change = connector::ActiveModel { end_reason: Set(None), ..moved_to(work, next) };
        take_step(work, row, change, next, note.as_deref(), "noteConversation").await
    })
    .await
}

/// The training starts: they get an account, and an invitation unless they had one.
pub async fn start_training(
    ctx: &Context<'_>,
    input: ConnectorActInput,
) -> async_graphql::Result<(ConnectorPayload, Option<String>)> {
    let (on, note) = plain(input, ConnectorAct::StartTraining);
    let token = SecretToken::new(&ctx.req().app);
    let mut path = None;
    let payload = on_connector(ctx, on, async |work, row, next| {
        let host = policy::connectors::hosts().order_by_asc(entities::organisation::Column::Id).one(&work.tx).await?;
        let person = NewPerson {
            name: row.name.clone(),
            email: row.email.clone(),
            phone: Some(row.phone.clone()),
            organisation_id: host.as_ref().map(|host| host.id),
            locale: Locale::Nl,
        };
        let (account, is_new) = account_of(work, row, &person).await?;
        if is_new {
            accounts::invite(work, account, &token).await?;
            path = Some(path_of(&token));
        }
        if let Some(host) = host {
            store::host_from(work, row.id, host.id, work.req.today()).await?;
        }
        let change = connector::ActiveModel { person_id: Set(Some(account)), ..moved_to(work, next) };
        take_step(work, row, change, next, note.as_deref(), "startTraining").await
    })
    .await?;
    // Who is refused has no invitation: it went with everything else.
    let path = path.filter(|_| payload.user_errors.is_empty());
    Ok((payload, path))
}

/// The account with the address of the profile: a new one, or one that nobody else's profile has.
async fn account_of(work: &Work<'_>, row: &connector::Model, person: &NewPerson) -> Result<(PersonId, bool), Stop> {
    if let Some(account) = row.person_id {
        return Ok((account, false));
    }
    let Some(known) = policy::accounts::accounts_of(&person.email).one(&work.tx).await? else {
        return Ok((accounts::add_person(work, person).await?, true));
    };
    let other = policy::connectors::of_account(known.id).one(&work.tx).await?;
    let status = other.map(|other: connector::Model| other.status);
    if known.ended_at.is_none()
        && let Some(former) = status.and_then(earlier_profile)
    {
        return Err(former.into());
    }
    if status.is_some() || known.ended_at.is_some() {
        return Err(Refusal::new(
            UserErrorCode::AlreadyExists,
            "Dit e-mailadres hoort al bij iemand anders. Vraag om een ander adres.",
            "This e-mail address belongs to somebody else already. Ask for another address.",
        )
        .into());
    }
    Ok((known.id, false))
}

/// Who was here before goes on with the profile that they have.
fn earlier_profile(status: ConnectorStatus) -> Option<Refusal> {
    use ConnectorStatus as Status;
    let refusal = match status {
        ConnectorStatus::Stopped => Refusal::new(
            UserErrorCode::AlreadyExists,
            "Deze persoon heeft hier al een eerder profiel. Ga daarmee verder. Het staat onder Gestopt.",
            "This person has an earlier profile here. Go on with that one. It stands under Stopped.",
        ),
        ConnectorStatus::Declined => Refusal::new(
            UserErrorCode::AlreadyExists,
            "Deze persoon heeft hier al een eerder profiel. Ga daarmee verder. Het staat onder Niet doorgegaan.",
            "This person has an earlier profile here. Go on with that one. It stands under Not taken up.",
        ),
        Status::Applied | Status::Talked | Status::InTraining | Status::Active | Status::Paused => return None,
    };
    Some(refusal.at("connectorId"))
}

/// From now on they help: refused while anything is missing, naming each.
pub async fn activate(ctx: &Context<'_>, input: ConnectorActInput) -> Payload {
    let (on, note) = plain(input, ConnectorAct::Activate);
    on_connector(ctx, on, async |work, row, next| {
        helps_from_now(work, row).await?;
        let activated_at = Set(row.activated_at.or(Some(work.req.now)));
        let change = connector::ActiveModel { activated_at, ..moved_to(work, next) };
        take_step(work, row, change, next, note.as_deref(), "activateConnector").await
    })
    .await
}

/// They help again after a pause, when nothing is missing.
pub async fn resume(ctx: &Context<'_>, input: ConnectorActInput) -> Payload {
    let (on, note) = plain(input, ConnectorAct::Resume);
    on_connector(ctx, on, async |work, row, next| {
        helps_from_now(work, row).await?;
        let change = connector::ActiveModel { paused_until: Set(None), ..moved_to(work, next) };
        take_step(work, row, change, next, note.as_deref(), "resumeConnector").await
    })
    .await
}

/// Gives them the role in each of their neighbourhoods, when nothing is missing.
async fn helps_from_now(work: &Work<'_>, row: &connector::Model) -> Result<(), Stop> {
    let today = work.req.today();
    let met = readiness::of(&work.tx, row.id, row.person_id, row.pledged_at.is_some(), today).await?;
    met.complete()?;
    let areas = neighbourhoods_of(work, row.id).await?;
    grant(work, row.person_id, &areas).await
}

/// The application ends, and so do places at meetings to come.
pub async fn decline(ctx: &Context<'_>, input: DeclineApplicationInput) -> Payload {
    let DeclineApplicationInput { connector_id, expected_version, reason, note, idempotency_key } = input;
    let on = On {
        connector: connector_id,
        version: Some(expected_version),
        key: idempotency_key,
        act: ConnectorAct::Decline,
    };
    on_connector(ctx, on, async |work, row, next| {
        if let Some(person) = row.person_id {
            accounts::take_turn(work, person).await?;
            training::store::leave_all(work, person).await?;
        }
        let change = connector::ActiveModel { end_reason: Set(Some(reason)), ..moved_to(work, next) };
        store::end_host(work, row.id, work.req.today()).await?;
        super::contacts::store::end_all(work, row.id).await?;
        take_step(work, row, change, next, note.as_deref(), "declineApplication").await
    })
    .await
}

/// The connector promises to keep to themselves what they hear. Twice is once. What they say with it stands on their way.
pub async fn accept_pledge(ctx: &Context<'_>, input: ConnectorActInput) -> Payload {
    let (on, note) = plain(input, ConnectorAct::AcceptPledge);
    on_connector(ctx, on, async |work, row, next| {
        let note = checked_note(note.as_deref())?;
        let pledged_at = Set(row.pledged_at.or(Some(work.req.now)));
        store::change(work, row, connector::ActiveModel { pledged_at, ..store::unchanged() }).await?;
        if note.is_some() {
            store::step(work, row.id, next, note).await?;
        }
        store::log(work, row, "acceptPledge").await
    })
    .await
}

/// The profile is brought up to date.
pub async fn correct(ctx: &Context<'_>, input: CorrectConnectorInput) -> Payload {
    let CorrectConnectorInput {
        connector_id,
        expected_version,
        phone,
        languages,
        skills,
        dayparts,
        availability,
        idempotency_key,
    } = input;
    let on = On {
        connector: connector_id,
        version: Some(expected_version),
        key: idempotency_key,
        act: ConnectorAct::CorrectProfile,
    };
    on_connector(ctx, on, async |work, row, _| {
        let mut refusals = Vec::new();
        let phone = phone.read().map(|phone| phone.as_str().to_owned());
        if phone.is_none() {
            refusals.push(Refusal::no_phone("phone"));
        }
        let languages = checked_languages(&languages).map_err(|refusal| refusals.push(refusal));
        let skills = line(&skills, "skills").map_err(|refusal| refusals.push(refusal));
        let availability = line(&availability, "availability").map_err(|refusal| refusals.push(refusal));
        let (Some(phone), Ok(languages), Ok(skills), Ok(availability)) = (phone, languages, skills, availability)
        else {
            return Err(Stop::Refused(refusals));
        };
        if let Some(account) = row.person_id {
            store::change_phone(work, account, &phone).await?;
        }
        let change = connector::ActiveModel {
            phone: Set(phone),
            languages: Set(languages),
            skills: Set(skills),
            dayparts: Set(written_dayparts(&dayparts)),
            availability: Set(availability),
            ..store::unchanged()
        };
        store::change(work, row, change).await?;
        store::log(work, row, "correctConnector").await
    })
    .await
}

/// They help elsewhere from now on; the role follows.
pub async fn change_neighbourhoods(ctx: &Context<'_>, input: ChangeConnectorNeighbourhoodsInput) -> Payload {
    let ChangeConnectorNeighbourhoodsInput { connector_id, expected_version, neighbourhood_ids, idempotency_key } =
        input;
    let on = On {
        connector: connector_id,
        version: Some(expected_version),
        key: idempotency_key,
        act: ConnectorAct::ChangeNeighbourhoods,
    };
    on_connector(ctx, on, async |work, row, _| {
        let areas = known_areas(work.req, &work.tx, &neighbourhood_ids).await??;
        // The person before the profile, as in every step.
        if row.status == ConnectorStatus::Active {
            grant(work, row.person_id, &areas).await?;
        }
        store::change(work, row, store::unchanged()).await?;
        store::replace_neighbourhoods(work, row.id, &areas).await?;
        store::log(work, row, "changeConnectorNeighbourhoods").await
    })
    .await
}

/// Writes a step: the row, the line of their way, the line of the log.
pub(super) async fn take_step(
    work: &Work<'_>,
    row: &connector::Model,
    change: connector::ActiveModel,
    next: ConnectorStatus,
    note: Option<&str>,
    act: &str,
) -> Result<(), Stop> {
    let note = checked_note(note)?;
    let account = match change.person_id {
        ActiveValue::Set(account) => account,
        ActiveValue::Unchanged(_) | ActiveValue::NotSet => row.person_id,
    };
    store::change(work, row, change).await?;
    store::step(work, row.id, next, note).await?;
    notices::tell(work, account, NoticeKind::ConnectorStepTaken, Subject::Connector(row.id));
    store::log(work, row, act).await
}

/// What is good to know about a step; none when nothing was typed.
fn checked_note(note: Option<&str>) -> Result<Option<String>, Refusal> {
    let typed = note.map(str::trim).filter(|note| !note.is_empty());
    typed.map(|note| free_text::checked(note, "note", LONGEST_NOTE)).transpose()
}

/// The row, moved to this status and nothing else.
pub(super) fn moved_to(work: &Work<'_>, next: ConnectorStatus) -> connector::ActiveModel {
    connector::ActiveModel { status: Set(next), last_step_at: Set(work.req.now), ..store::unchanged() }
}

/// Gives somebody the role of a connector in these areas and in no others; in none, it ends.
pub(super) async fn grant(
    work: &Work<'_>,
    account: Option<PersonId>,
    areas: &BTreeSet<NeighbourhoodId>,
) -> Result<(), Stop> {
    let Some(account) = account else { return Ok(()) };
    accounts::take_turn(work, account).await?;
    let has = policy::accounts::current_roles(account).all(&work.tx).await?;
    let change = RoleChange::of_connector(&has, areas.iter().copied().map(Grant::Connector).collect());
    // Who may have somebody leave, themselves included, ends the role; giving it is for who gives roles.
    if !areas.is_empty() {
        policy::accounts::may_change_roles(&work.req.viewer, change.roles())?;
    }
    let labels = roles::labels(work, &change).await?;
    accounts::change_roles(work, account, &change, &labels).await?;
    Ok(())
}

async fn neighbourhoods_of(work: &Work<'_>, id: ConnectorId) -> Result<BTreeSet<NeighbourhoodId>, Stop> {
    let rows = policy::connectors::neighbourhoods_of(&work.req.viewer, work.req.today())
        .filter(connector_neighbourhood::Column::ConnectorId.eq(id))
        .all(&work.tx)
        .await?;
    Ok(rows.into_iter().map(|row| row.neighbourhood_id).collect())
}

fn plain(input: ConnectorActInput, act: ConnectorAct) -> (On, Option<String>) {
    let ConnectorActInput { connector_id, expected_version, note, idempotency_key } = input;
    (On { connector: connector_id, version: Some(expected_version), key: idempotency_key, act }, note)
}

/// A line that may be empty.
fn line(text: &str, field: &str) -> Result<String, Refusal> {
    if text.trim().is_empty() { Ok(String::new()) } else { free_text::checked(text, field, LONGEST_NOTE) }
}

fn checked_languages(languages: &[String]) -> Result<String, Refusal> {
    let codes: BTreeSet<String> = languages.iter().map(|code| code.trim().to_lowercase()).collect();
    let is_code = |code: &String| code.len() == 2 && code.chars().all(|letter| letter.is_ascii_lowercase());
    if codes.len() > MOST_LANGUAGES || !codes.iter().all(is_code) {
        return Err(Refusal::new(
            UserErrorCode::Invalid,
            "Kies de talen uit de lijst, niet meer dan tien.",
            "Choose the languages from the list, no more than ten.",
        )
        .at("languages"));
    }
    Ok(codes.into_iter().collect::<Vec<_>>().join(" "))
}
