//! Residents' details, apart from the case: sealed at rest, added and opened by an act with consent, and every
//! read of them in the processing log, in the same transaction. A read that can't be logged is no read.

mod store;

use async_graphql::{Context, SimpleObject};
use entities::{CaseEventKind, ChangeKind, ConsentForm, Day, ProcessingAction, consent};
use sea_orm::{ColumnTrait, QueryFilter};
use serde::{Deserialize, Serialize};

use super::{
    acting::{CasePayload, payload, unchanged},
    dates,
    flow::{self, CaseMove},
    inputs::{AddResidentDetailsInput, CaseActInput, RevealResidentDetailsInput},
    rows,
    store::{self as cases, Line},
    texts::{Checks, Reason},
    types::Case,
    vocabulary::CaseAct,
};
use crate::{
    acts::{Act, Acting, Work, once},
    context::Req,
    error::Fault,
    payload::{Refusal, Stop, UserError, UserErrorCode, told},
    policy,
    scalars::{Phone, Typed},
};

/// A resident's details, opened.
#[derive(Clone, SimpleObject, Serialize, Deserialize)]
#[graphql(complex)]
pub struct ResidentDetails {
    /// The name.
    pub name: Option<String>,
    /// As stored.
    #[graphql(skip)]
    pub phone: Option<String>,
    /// The address.
    pub address: Option<String>,
    /// On which day the resident gave consent.
    pub consent_on: Day,
    /// How they gave it.
    #[serde(with = "form")]
    pub consent_form: ConsentForm,
}

#[async_graphql::ComplexObject]
impl ResidentDetails {
    /// The telephone number.
    async fn phone(&self) -> Option<Phone> {
        self.phone.clone().map(Phone::stored)
    }
}

/// What opening the details gives.
#[derive(SimpleObject)]
pub struct ResidentDetailsPayload {
    /// The details; null when refused.
    pub details: Option<ResidentDetails>,
    /// The case as it is now; null when there is none for the viewer.
    pub case: Option<Case>,
    /// What was refused; then nothing was opened. Short by nature.
    pub user_errors: Vec<UserError>,
}

/// What is sealed.
#[derive(Default, Serialize, Deserialize)]
struct Sealed {
    name: Option<String>,
    phone: Option<String>,
    address: Option<String>,
}

/// How consent was given, as it stands in the database.
mod form {
    use entities::ConsentForm;
    use sea_orm::{ActiveEnum, Iterable};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
    pub fn serialize<S: Serializer>(form: &ConsentForm, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&form.to_value())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<ConsentForm, D::Error> {
        let text = String::deserialize(deserializer)?;
        ConsentForm::iter().find(|form| form.to_value() == text).ok_or_else(|| D::Error::custom("no form of consent"))
    }
}

/// Adds the details, or changes what is given of them.
pub async fn add(ctx: &Context<'_>, input: AddResidentDetailsInput) -> async_graphql::Result<CasePayload> {
    let req = ctx.req();
    let id = input.case_id;
    let outcome = once(req, &ctx.act(Some(input.idempotency_key.clone()))?, async |work| {
        let case = cases::find(work, id, Some(input.expected_version)).await?;
        policy::cases::may(&req.viewer, CaseAct::AddResidentDetails, &case)?;
        add_in(work, &case, &input).await?;
        Ok(id)
    })
    .await;
    payload(req, Some(id), outcome).await
}

async fn add_in(work: &mut Work<'_>, case: &Case, input: &AddResidentDetailsInput) -> Result<(), Stop> {
    let req = work.req;
    let mut checks = Checks::default();
    let name = checks.keep(short(input.name.as_deref(), "name"));
    let address = checks.keep(short(input.address.as_deref(), "address"));
    checks.keep(dates::given(input.consent.on, req.today(), "consent.on"));
    let phone = checks.keep(phone(input.phone.as_ref()));
    let may_open = policy::cases::may(&req.viewer, CaseAct::RevealResidentDetails, case).is_ok();
    if case.details_added_at.is_some() && !may_open && input.replace_hidden != Some(true) {
        checks.keep::<()>(Err(hidden()));
    }
    let before = if may_open { kept(work, case, input).await? } else { Sealed::default() };
    let sealed = Sealed {
        name: if input.name.is_some() { name.flatten() } else { before.name },
        phone: if input.phone.is_some() { phone.flatten() } else { before.phone },
        address: if input.address.is_some() { address.flatten() } else { before.address },
    };
    let wants_phone = input.phone.as_ref().is_some_and(Typed::is_wrong);
    if !wants_phone && sealed.name.is_none() && sealed.phone.is_none() && sealed.address.is_none() {
        let refusal = Refusal::new(
            UserErrorCode::Required,
            "Vul een naam, telefoonnummer of adres in.",
            "Fill in a name, telephone number or address.",
        );
        checks.keep::<()>(Err(refusal.at("name")));
    }
    checks.done()?;
    flow::next(case.state()?, CaseMove::Touch)?;
    let mut nonce = [0; 12];
    req.app.randomness.fill(&mut nonce);
    let text = serde_json::to_vec(&sealed).map_err(Fault::from)?;
    let sealed = req.app.keys.seal(nonce, case.id.0.as_bytes(), &text)?;
    store::replace(work, case.id, sealed, input.consent).await?;
    cases::change(work, case, unchanged(), ChangeKind::Changed).await?;
    cases::write(work, case.id, Line::of(CaseEventKind::DetailsAdded)).await?;
    cases::log(work, ProcessingAction::DetailsAdded, case.id, "addResidentDetails", None).await
}

/// What stays where nothing is given, for who may open it too, so that nobody comes to details by writing beside them.
/// To keep it, it is opened: a look like any other.
async fn kept(work: &Work<'_>, case: &Case, input: &AddResidentDetailsInput) -> Result<Sealed, Stop> {
    let gives_all = input.name.is_some() && input.phone.is_some() && input.address.is_some();
    if case.details_added_at.is_none() || gives_all {
        return Ok(Sealed::default());
    }
    let ResidentDetails { name, phone, address, .. } = open(work, case).await?;
    cases::log(work, ProcessingAction::DetailsRead, case.id, "addResidentDetails", None).await?;
    Ok(Sealed { name, phone, address })
}

/// Nobody writes over what they don't know of without saying so.
fn hidden() -> Refusal {
    Refusal::new(
        UserErrorCode::AlreadyExists,
        "Er staan al gegevens die jij niet mag zien. Vraag de bewoner wat er moet staan. Vink dan aan dat het oude weg mag.",
        "There are details already that you may not see. Ask the resident what should be there. Then tick that the old \
         ones may go.",
    )
    .at("replaceHidden")
}

fn phone(typed: Option<&Typed<Phone>>) -> Result<Option<String>, Refusal> {
    match typed {
        None => Ok(None),
        Some(Typed::Read(phone)) => Ok(Some(phone.as_str().to_owned())),
        Some(Typed::Wrong(text)) if text.trim().is_empty() => Ok(None),
        Some(Typed::Wrong(_)) => Err(Refusal::no_phone("phone")),
    }
}

/// A name or address: at most 200 characters; nothing but spaces counts as not given.
fn short(text: Option<&str>, field: &str) -> Result<Option<String>, Refusal> {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    match text {
        Some(text) if text.chars().count() > 200 => {
            let refusal = Refusal::new(
                UserErrorCode::TooLong,
                "Dit is te lang. Er passen 200 tekens.",
                "This is too long. 200 characters fit.",
            );
            Err(refusal.at(field))
        }
        text => Ok(text.map(str::to_owned)),
    }
}

/// Opens the details and logs it.
pub async fn reveal(
    ctx: &Context<'_>,
    input: RevealResidentDetailsInput,
) -> async_graphql::Result<ResidentDetailsPayload> {
    let req = ctx.req();
    let mut opened = None;
    let mut outcome = once(req, &ctx.act(input.idempotency_key.clone())?, async |work| {
        opened = Some(look(work, &input).await?);
        Ok(())
    })
    .await;
    // An opened detail is never kept to be given again: who comes back with the key looks again.
    if outcome.is_ok() && opened.is_none() {
        outcome = once(req, &Act::outside_graphql("revealResidentDetails"), async |work| {
            opened = Some(look(work, &input).await?);
            Ok(())
        })
        .await;
    }
    let outcome = outcome.map(|()| opened);
    let (details, user_errors) = told(outcome, req.locale)?;
    let case = rows::case(req.db(), &req.viewer, req.now, input.case_id).await.map_err(Fault::from)?;
    Ok(ResidentDetailsPayload { details: details.flatten(), case, user_errors })
}

/// Opens the details and logs it.
async fn look(work: &mut Work<'_>, input: &RevealResidentDetailsInput) -> Result<ResidentDetails, Stop> {
    let viewer = &work.req.viewer;
    let case = cases::find(work, input.case_id, None).await?;
    let reason = Reason::read(&input.reason, "reason")?.into_string();
    policy::cases::may(viewer, CaseAct::RevealResidentDetails, &case).map_err(|denied| {
        // Others don't learn whether there are details.
        let standing = case.standing(viewer);
        let takes_part = standing.is_holder() || standing.involved || standing.involved_as_specialist;
        if takes_part { no_consent(&case) } else { Refusal::from(denied) }
    })?;
    let details = open(work, &case).await?;
    cases::log(work, ProcessingAction::DetailsRead, case.id, "revealResidentDetails", Some(reason)).await?;
    Ok(details)
}

/// Who takes part but doesn't read the details lacks the resident's consent, where there are any.
fn no_consent(case: &Case) -> Refusal {
    if case.details_added_at.is_none() {
        return Refusal::new(
            UserErrorCode::NotFound,
            "Er zijn geen gegevens van de bewoner.",
            "There are no details of the resident.",
        )
        .at("caseId");
    }
    Refusal::new(
        UserErrorCode::ConsentMissing,
        "De bewoner vond dit niet goed, of het is niet opgeschreven. Vraag het eerst.",
        "The resident did not consent, or it was not written down. Ask first.",
    )
    .at("caseId")
}

async fn open(work: &Work<'_>, case: &Case) -> Result<ResidentDetails, Stop> {
    let row = policy::cases::details_of(case).one(&work.tx).await?.ok_or_else(|| Refusal::not_found("caseId"))?;
    let given = policy::cases::consents_of(case)
        .filter(consent::Column::Id.eq(row.consent_id))
        .filter(consent::Column::WithdrawnAt.is_null())
        .one(&work.tx)
        .await?
        .ok_or_else(|| no_consent(case))?;
    let keys = &work.req.app.keys;
    if row.key_id != keys.details_id() {
        return Err(Fault::new("residents' details were sealed with another key").into());
    }
    let text = keys.open(case.id.0.as_bytes(), &row.sealed)?;
    let Sealed { name, phone, address } = serde_json::from_slice(&text).map_err(Fault::from)?;
    Ok(ResidentDetails { name, phone, address, consent_on: given.given_on, consent_form: given.form })
}

/// Removes the details for good.
pub async fn remove(ctx: &Context<'_>, input: CaseActInput) -> async_graphql::Result<CasePayload> {
    let req = ctx.req();
    let id = input.case_id;
    let outcome = once(req, &ctx.act(input.idempotency_key)?, async |work| {
        let case = cases::find(work, id, Some(input.expected_version)).await?;
        policy::cases::may(&req.viewer, CaseAct::RemoveResidentDetails, &case)?;
        if case.details_added_at.is_none() {
            return Err(no_consent(&case).into());
        }
        store::remove(work, id).await?;
        cases::change(work, &case, unchanged(), ChangeKind::Changed).await?;
        cases::write(work, id, Line::of(CaseEventKind::DetailsRemoved)).await?;
        cases::log(work, ProcessingAction::DetailsRemoved, id, "removeResidentDetails", None).await?;
        Ok(id)
    })
    .await;
    payload(req, Some(id), outcome).await
}
