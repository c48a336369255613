//! Applying, without an account: what comes in is looked at, field by field, and becomes a profile with answers.
//!
//! The same key is the same application, however often it comes, and gets the first answer. Somebody who is on the way already is told the same as
//! anybody else, and stays where they are: who applies learns nothing about who has applied.

use std::collections::BTreeSet;

use entities::{
    AnswerKind, ApplicationQuestionId, ConnectorStatus, Day, Daypart, NeighbourhoodId, NoticeKind, application_answer,
    application_question, connector, neighbourhood,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, IntoActiveModel, QueryFilter, QueryOrder};

use super::{
    form_token,
    inputs::ApplyAsConnectorInput,
    store::{self, written_dayparts},
};
use crate::{
    acts::{Act, Work},
    context::RequestCtx,
    error::Result,
    free_text,
    notices::{self, Subject},
    payload::{Refusal, Stop, UserErrorCode},
    policy,
};

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 100;
/// The longest answer, in characters.
const LONGEST_ANSWER: usize = 1000;
/// So many days after it came somebody calls, at the latest.
pub const DAYS_TO_ANSWER: i64 = 7;
/// The most neighbourhoods that one asks for.
pub const MOST_NEIGHBOURHOODS: usize = 10;

/// What came in, looked at.
pub struct Application {
    profile: connector::Model,
    neighbourhoods: BTreeSet<NeighbourhoodId>,
    answers: Vec<(ApplicationQuestionId, String)>,
}

impl Application {
    /// Whether a field was filled in that no person sees.
    pub fn is_baited(input: &ApplyAsConnectorInput) -> bool {
        input.website.as_deref().is_some_and(|website| !website.trim().is_empty())
    }

    /// Looks at everything, so that all that is wrong is told at once.
    ///
    /// # Errors
    /// Refused, with a line for each field that isn't right.
    pub async fn checked(work: &Work<'_>, input: &ApplyAsConnectorInput) -> Result<Self, Stop> {
        let req = work.req;
        let mut refusals = Vec::new();
        let mut keep = |outcome: Result<String, Refusal>| {
            outcome.unwrap_or_else(|refusal| {
                refusals.push(refusal);
                String::new()
            })
        };
        let name = keep(checked_name(&input.name));
        let email =
            keep(input.email.read().map(|email| email.as_str().to_owned()).ok_or_else(|| Refusal::no_email("email")));
        let phone =
            keep(input.phone.read().map(|phone| phone.as_str().to_owned()).ok_or_else(|| Refusal::no_phone("phone")));
        let questions =
            policy::connectors::questions().order_by_asc(application_question::Column::Position).all(&work.tx).await?;
        let mut answers = Vec::new();
        for question in &questions {
            match answer_to(question, input) {
                Ok(Some(answer)) => answers.push((question.id, answer)),
                Ok(None) => {}
                Err(refusal) => refusals.push(refusal),
            }
        }
        let neighbourhoods = match known_areas(req, &work.tx, &input.neighbourhood_ids).await? {
            Ok(areas) => areas,
            Err(refusal) => {
                refusals.push(refusal);
                BTreeSet::new()
            }
        };
        if input.answers.iter().any(|given| questions.iter().all(|question| question.id != given.question_id)) {
            refusals.push(Refusal::not_found("answers"));
        }
        if let Err(refusal) = form_token::check(&req.app, &input.form_token, req.now) {
            refusals.push(refusal);
        }
        if !refusals.is_empty() {
            return Err(Stop::Refused(refusals));
        }
        let profile = connector::Model {
            id: req.new_id(),
            person_id: None,
            status: ConnectorStatus::Applied,
            version: 1,
            name,
            email,
            phone,
            languages: String::new(),
            skills: String::new(),
            dayparts: written_dayparts(input.dayparts.as_deref().unwrap_or_default()),
            availability: String::new(),
            applied_at: req.now,
            last_step_at: req.now,
            pledged_at: None,
            activated_at: None,
            paused_until: None,
            end_reason: None,
            forgotten_at: None,
        };
        Ok(Self { profile, neighbourhoods, answers })
    }

    /// Writes it, once a person. Tells on which day somebody has called at the latest.
    ///
    /// # Errors
    /// When the database can't be read or written.
    pub async fn receive(self, work: &Work<'_>) -> Result<Day, Stop> {
        let Self { profile, neighbourhoods, answers } = self;
        let id = profile.id;
        let answer_by = answer_by(work.req);
        // One after the other, so that two forms of one person are one application.
        policy::connectors::turn_to_apply().into_tuple::<i32>().one(&work.tx).await?;
        if policy::connectors::under_way(&profile.email).one(&work.tx).await?.is_some() {
            return Ok(answer_by);
        }
        store::add(work, profile.into_active_model().reset_all(), &neighbourhoods).await?;
        let rows = answers.into_iter().map(|(question_id, answer)| application_answer::Model {
            connector_id: id,
            question_id,
            answer,
        });
        store::answer(work, rows.collect()).await?;
        store::step(work, id, ConnectorStatus::Applied, None).await?;
        let coordinators = notices::who::coordinators(work).await?;
        notices::tell(work, coordinators, NoticeKind::ApplicationReceived, Subject::Connector(id));
        store::log_received(work).await?;
        Ok(answer_by)
    }
}

/// On which day somebody has called at the latest who applies now.
pub fn answer_by(req: &RequestCtx) -> Day {
    req.today().plus_days(DAYS_TO_ANSWER)
}

/// Sending this form. Its token is no part of what was filled in: the same form may be sent again with another.
pub fn act_of(req: &RequestCtx, input: &ApplyAsConnectorInput) -> Act {
    let ApplyAsConnectorInput {
        form_token: _,
        name,
        email,
        phone,
        neighbourhood_ids,
        dayparts,
        answers,
        website: _,
        idempotency_key,
    } = input;
    let dayparts: Option<&[Daypart]> = dayparts.as_deref();
    let filled_in = format!("{name:?}{email:?}{phone:?}{neighbourhood_ids:?}{dayparts:?}{answers:?}");
    Act::of_form(req, "applyAsConnector", idempotency_key.clone(), &filled_in)
}

/// A name as somebody writes it.
///
/// # Errors
/// Empty, too long, or with a character that nobody sees.
pub fn checked_name(name: &str) -> Result<String, Refusal> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Refusal::new(UserErrorCode::Required, "Vul je naam in.", "Fill in your name.").at("name"));
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(Refusal::new(
            UserErrorCode::TooLong,
            "Deze naam is te lang. Neem er een van 100 tekens of minder.",
            "This name is too long. Use 100 characters or fewer.",
        )
        .at("name"));
    }
    free_text::unseen(name).map_or_else(|| Ok(name.to_owned()), |refusal| Err(refusal.at("name")))
}

/// The areas, when there are some, not too many, and all of them exist.
///
/// # Errors
/// When the database can't be read; the refusal is what comes back inside.
pub async fn known_areas(
    req: &RequestCtx,
    db: &impl ConnectionTrait,
    ids: &[NeighbourhoodId],
) -> Result<Result<BTreeSet<NeighbourhoodId>, Refusal>> {
    let wanted: BTreeSet<NeighbourhoodId> = ids.iter().copied().collect();
    if wanted.is_empty() {
        let refusal = Refusal::new(
            UserErrorCode::Required,
            "Kies een of meer buurten of dorpen.",
            "Choose one neighbourhood or village, or more.",
        );
        return Ok(Err(refusal.at("neighbourhoodIds")));
    }
    if wanted.len() > MOST_NEIGHBOURHOODS {
        let refusal = Refusal::new(
            UserErrorCode::TooLong,
            format!("Kies er niet meer dan {MOST_NEIGHBOURHOODS}."),
            format!("Choose no more than {MOST_NEIGHBOURHOODS}."),
        );
        return Ok(Err(refusal.at("neighbourhoodIds")));
    }
    let found = policy::places::visible_neighbourhoods(&req.viewer)
        .filter(neighbourhood::Column::Id.is_in(wanted.iter().copied()))
        .all(db)
        .await?;
    Ok(if found.len() == wanted.len() { Ok(wanted) } else { Err(Refusal::not_found("neighbourhoodIds")) })
}

/// What was answered to a question; none where nothing has to be.
fn answer_to(question: &application_question::Model, input: &ApplyAsConnectorInput) -> Result<Option<String>, Refusal> {
    let place = input.answers.iter().position(|given| given.question_id == question.id);
    let text = place.map_or("", |place| input.answers[place].answer.trim());
    let at = place.map_or_else(|| format!("answers.{}", question.slug), |place| format!("answers.{place}.answer"));
    if text.is_empty() {
        if !question.is_required {
            return Ok(None);
        }
        return Err(match question.answer_kind {
            AnswerKind::Text => {
                Refusal::new(UserErrorCode::Required, "Vul hier iets in.", "Write something here.").at(&at)
            }
            AnswerKind::YesNo => Refusal::new(UserErrorCode::Required, "Kies ja of nee.", "Choose yes or no.").at(&at),
        });
    }
    match question.answer_kind {
        AnswerKind::Text => free_text::checked(text, &at, LONGEST_ANSWER).map(Some),
        AnswerKind::YesNo if text == "YES" || text == "NO" => Ok(Some(text.to_owned())),
        AnswerKind::YesNo => Err(Refusal::new(UserErrorCode::Invalid, "Kies ja of nee.", "Choose yes or no.").at(&at)),
    }
}
