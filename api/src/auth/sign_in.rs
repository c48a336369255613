//! Coming in and going out: by password, by invitation, as somebody of the demo.

use entities::{PersonId, ProcessingAction, Timestamp, invitation, person};
use sea_orm::{ColumnTrait, QueryFilter};

use super::{Caller, Credential, SecretToken, passwords, store};
use crate::{
    acts::{Act, Actor, LogEntry, Work, once},
    context::RequestCtx,
    error::{Fault, Result},
    payload::{Refusal, Stop, UserErrorCode},
    policy::{self, PersonViewer, Viewer},
};

/// Somebody who came in: the cookie's token and who it is.
pub struct Entered {
    /// For the cookie.
    pub token: SecretToken,
    /// Who it is, with the roles of this moment.
    pub viewer: Viewer,
}

/// What is known of an account before anybody is signed in.
struct Account {
    id: PersonId,
    password_hash: Option<String>,
}

/// Signs in with address and password. An unknown address takes the same time and gets the same words.
///
/// # Errors
/// Refused when the two don't belong together, or when it was tried too often.
pub async fn by_password(req: &RequestCtx, caller: &Caller, email: &str, password: String) -> Result<Entered, Stop> {
    let attempts = &req.app.door.attempts;
    attempts.take(req.now, email, caller.address).map_err(|next| too_many(req.now, next))?;
    let account = account(req, email).await?;
    let hash = account.as_ref().and_then(|account| account.password_hash.clone());
    let is_right = passwords::verify(&req.app, password, hash).await?;
    match account {
        Some(account) if is_right => {
            attempts.forgive(email);
            enter(req, caller, account.id, "password").await
        }
        account => {
            let line = LogEntry {
                action: ProcessingAction::SignInRefused,
                case_id: None,
                subject_person_id: account.map(|account| account.id),
                subject: "password".to_owned(),
                reason: None,
            };
            once(req, &act(), async |work| Ok(work.log(line.clone()).await?)).await?;
            Err(Refusal::new(
                UserErrorCode::WrongCredentials,
                "Dit e-mailadres en wachtwoord horen niet bij elkaar. Kijk ze na en probeer het nog eens.",
                "This e-mail address and password don't belong together. Check them and try again.",
            )
            .into())
        }
    }
}

/// Signs in as somebody of the demo, without a password.
///
/// # Errors
/// Not found outside the demo, and for people who don't belong to it.
pub async fn as_demo_person(req: &RequestCtx, caller: &Caller, id: PersonId) -> Result<Entered, Stop> {
    let person = policy::accounts::demo_people(&req.app.installation)
        .filter(person::Column::Id.eq(id))
        .one(req.db())
        .await?
        .ok_or_else(|| Refusal::not_found("personId"))?;
    enter(req, caller, person.id, "demo").await
}

/// Uses up an invitation: the invited one chooses a password and is in. Whoever did that and didn't hear the answer comes
/// in with that password again, until the link runs out.
///
/// # Errors
/// Refused for a link that was used with another password or ran out, and for a password that is too easy.
pub async fn by_invitation(req: &RequestCtx, caller: &Caller, token: &str, password: String) -> Result<Entered, Stop> {
    let token = SecretToken::parse(token).ok_or_else(no_invitation)?;
    let found = policy::accounts::open_invitations(req.now)
        .filter(invitation::Column::TokenHash.eq(token.hash()))
        .one(req.db())
        .await?;
    let Some(found) = found else { return again(req, caller, &token, password).await };
    let person = invited(req, &found).await?;
    passwords::check(&password, &person.name, &person.email)?;
    let hash = passwords::hash(&req.app, password.clone()).await?;
    let session = SecretToken::new(&req.app);
    let is_first = once(req, &act(), async |work| {
        if !store::accept_invitation(work, found.id, person.id, &hash).await? {
            return Ok(false);
        }
        // Who had the former password is out.
        store::revoke_sessions_of(work, person.id).await?;
        begin(work, caller, person.id, &session, "invitation").await?;
        Ok(true)
    })
    .await?;
    if is_first { entered(req, person.id, session).await } else { again(req, caller, &token, password).await }
}

/// By a link that was used: the password alone lets in, as at the door, and guessing it is slowed down as there.
async fn again(req: &RequestCtx, caller: &Caller, token: &SecretToken, password: String) -> Result<Entered, Stop> {
    let used = policy::accounts::used_invitations(req.now)
        .filter(invitation::Column::TokenHash.eq(token.hash()))
        .one(req.db())
        .await?
        .ok_or_else(no_invitation)?;
    let person = invited(req, &used).await?;
    let outcome = by_password(req, caller, &person.email, password).await;
    let is_another =
        |refusals: &[Refusal]| refusals.iter().any(|refusal| refusal.code() == UserErrorCode::WrongCredentials);
    match outcome {
        Err(Stop::Refused(refusals)) if is_another(&refusals) => Err(no_invitation().into()),
        outcome => outcome,
    }
}

/// Whose invitation it is.
async fn invited(req: &RequestCtx, invitation: &invitation::Model) -> Result<person::Model, Stop> {
    let found =
        policy::accounts::open_accounts().filter(person::Column::Id.eq(invitation.person_id)).one(req.db()).await?;
    Ok(found.ok_or_else(no_invitation)?)
}

fn no_invitation() -> Refusal {
    Refusal::new(
        UserErrorCode::Expired,
        "Deze link is gebruikt of te oud. Vraag om een nieuwe uitnodiging, of log in.",
        "This link was used or is too old. Ask for a new invitation, or sign in.",
    )
    .at("token")
}

/// Ends this session, or all of the viewer's.
///
/// # Errors
/// When the database can't be written.
pub async fn leave(req: &RequestCtx, caller: &Caller, leaving: Leaving) -> Result<(), Stop> {
    let Some(person_id) = req.viewer.person_id() else { return Ok(()) };
    once(req, &act(), async |work| {
        let subject = match (leaving, &caller.credential) {
            (Leaving::Everywhere, _) => {
                store::revoke_sessions_of(work, person_id).await?;
                "everywhere"
            }
            (Leaving::Here, Credential::Session(id)) => {
                store::revoke_session(work, *id).await?;
                "here"
            }
            (Leaving::Here, Credential::None | Credential::Machine(_) | Credential::Refused) => return Ok(()),
        };
        Ok(work.log(account_line(ProcessingAction::SignedOut, person_id, subject)).await?)
    })
    .await
}

/// How far somebody signs out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// This browser.
    Here,
    /// Every browser.
    Everywhere,
}

async fn account(req: &RequestCtx, email: &str) -> Result<Option<Account>> {
    let found = policy::accounts::open_accounts()
        .filter(person::Column::Email.eq(email.trim().to_lowercase()))
        .one(req.db())
        .await?;
    Ok(found.map(|person| Account { id: person.id, password_hash: person.password_hash }))
}

/// Coming in and going out is never answered from a key that was kept: a token is handed out only when its session was
/// stored just now.
fn act() -> Act {
    Act::outside_graphql("session")
}

async fn enter(req: &RequestCtx, caller: &Caller, id: PersonId, how: &str) -> Result<Entered, Stop> {
    let token = SecretToken::new(&req.app);
    once(req, &act(), async |work| begin(work, caller, id, &token, how).await).await?;
    entered(req, id, token).await
}

/// A new session in place of the one that this browser may have.
async fn begin(work: &mut Work<'_>, caller: &Caller, id: PersonId, token: &SecretToken, how: &str) -> Result<(), Stop> {
    if let Credential::Session(former) = caller.credential {
        store::revoke_session(work, former).await?;
    }
    store::begin_session(work, id, token).await?;
    Ok(work.log_as(Actor::Person(id), account_line(ProcessingAction::SignedIn, id, how)).await?)
}

async fn entered(req: &RequestCtx, id: PersonId, token: SecretToken) -> Result<Entered, Stop> {
    let person = PersonViewer::load(req.db(), id).await?.ok_or_else(|| Fault::new("who signed in is gone"))?;
    Ok(Entered { token, viewer: Viewer::Person(person) })
}

fn account_line(action: ProcessingAction, person_id: PersonId, how: &str) -> LogEntry {
    LogEntry { action, case_id: None, subject_person_id: Some(person_id), subject: how.to_owned(), reason: None }
}

fn too_many(now: Timestamp, next: Timestamp) -> Refusal {
    let minutes = next.0.saturating_sub(now.0).unsigned_abs().div_ceil(60_000).max(1);
    let (dutch, english) = match minutes {
        1 => ("1 minuut".to_owned(), "1 minute".to_owned()),
        _ => (format!("{minutes} minuten"), format!("{minutes} minutes")),
    };
    Refusal::new(
        UserErrorCode::TooManyAttempts,
        format!("Dit is te vaak geprobeerd. Wacht {dutch} en probeer het dan nog eens."),
        format!("This was tried too often. Wait {english} and try again."),
    )
}
