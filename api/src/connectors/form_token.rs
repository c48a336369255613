//! What the form for applying carries, so that a program that fills in forms is noticed without asking anybody else: when
//! it was given out, marked with the key of the installation.
//!
//! A person needs some seconds to fill it in, and sends it within a day; a program sends it at once, makes a token up, or
//! sends an old one again. What a program fills in besides is `application::Application::is_baited`.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use entities::Timestamp;

use crate::{
    context::App,
    payload::{Refusal, UserErrorCode},
};

/// Nobody reads and fills in the form faster, in milliseconds.
pub const LEAST_AGE: i64 = 4_000;
/// The form can be sent for this long, in milliseconds: somebody may go on after work.
const MOST_AGE: i64 = 24 * 3_600_000;

/// A token for a form that is given out now.
pub fn give_out(app: &App, now: Timestamp) -> String {
    let moment = now.0.to_be_bytes();
    BASE64_URL_SAFE_NO_PAD.encode([&moment[..], &mark(app, &moment)].concat())
}

/// Whether a form with this token can be sent now.
///
/// # Errors
/// Not ours, too young, or too old: what to do stands with it.
pub fn check(app: &App, text: &str, now: Timestamp) -> Result<(), Refusal> {
    let given_out = read(app, text).ok_or_else(|| too_old().at("formToken"))?;
    let age = now.0 - given_out.0;
    if age > MOST_AGE {
        return Err(too_old().at("formToken"));
    }
    if age < LEAST_AGE {
        return Err(Refusal::new(
            UserErrorCode::TooManyAttempts,
            "Dat ging erg snel. Wacht even en verstuur het nog een keer.",
            "That was very fast. Wait a moment and send it again.",
        )
        .at("formToken"));
    }
    Ok(())
}

fn read(app: &App, text: &str) -> Option<Timestamp> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).ok()?;
    let (moment, found) = bytes.split_at_checked(8)?;
    (found == mark(app, moment)).then_some(())?;
    Some(Timestamp(i64::from_be_bytes(moment.try_into().ok()?)))
}

fn mark(app: &App, moment: &[u8]) -> Vec<u8> {
    app.keys.input_mark(&[b"application form ", moment].concat())
}

fn too_old() -> Refusal {
    Refusal::new(
        UserErrorCode::Expired,
        "Dit formulier stond te lang open. Verstuur het nog een keer.",
        "This form was open for too long. Send it again.",
    )
}
