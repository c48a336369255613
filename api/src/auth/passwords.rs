//! Passwords: argon2id with OWASP's first choice of parameters, and what a new one must be.

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString},
};
use tokio::{sync::Semaphore, task::spawn_blocking};

use crate::{
    context::App,
    error::{Fault, Result},
    payload::{Refusal, UserErrorCode},
};

/// OWASP, Password Storage Cheat Sheet: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// What an unknown address is checked against, so that it costs the same as a known one. Nothing matches it.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$YnV1cnR2ZXJiaW5kZXJz$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

const SHORTEST: usize = 12;
const LONGEST: usize = 128;

/// Words of which a password may not consist, with or without digits behind them.
const TOO_COMMON: [&str; 24] = [
    "abcdefghijkl",
    "azertyuiop",
    "buurtverbinder",
    "buurtverbinders",
    "geheim",
    "geheimwachtwoord",
    "helloworld",
    "iloveyou",
    "ikhouvanjou",
    "letmein",
    "liefde",
    "mijnwachtwoord",
    "nederland",
    "onswelzijn",
    "opbouwwerker",
    "password",
    "passwordpassword",
    "qwerty",
    "qwertyuiop",
    "qwertyuiopasdf",
    "wachtwoord",
    "wachtwoordwachtwoord",
    "welkom",
    "welkomwelkom",
];

/// Room for hashing: each takes 19 MiB and a processor, so only a few run at once.
pub struct HashingRoom(Semaphore);

impl Default for HashingRoom {
    fn default() -> Self {
        Self(Semaphore::new(3))
    }
}

/// Hashes a password for keeping, with a salt of its own.
///
/// # Errors
/// When the library refuses, which it doesn't for passwords that passed [`check`].
pub async fn hash(app: &App, password: String) -> Result<String> {
    let mut salt = [0; 16];
    app.randomness.fill(&mut salt);
    let salt = SaltString::encode_b64(&salt).map_err(|_| Fault::new("no salt"))?;
    in_room(app, move || {
        let hashed = argon2()?.hash_password(password.as_bytes(), &salt);
        hashed.map(|hash| hash.to_string()).map_err(|_| Fault::new("could not hash a password"))
    })
    .await
}

/// Whether the password belongs to the hash. Without a hash it takes the same time and is never right.
///
/// # Errors
/// When the stored hash can't be read.
pub async fn verify(app: &App, password: String, hash: Option<String>) -> Result<bool> {
    in_room(app, move || {
        let hash = hash.as_deref().unwrap_or(NOBODYS);
        let hash = PasswordHash::new(hash).map_err(|_| Fault::new("a stored password hash is broken"))?;
        // A longer one can't have been chosen, and would only cost time.
        let tried = if password.len() > 4 * LONGEST { "" } else { &password };
        Ok(argon2()?.verify_password(tried.as_bytes(), &hash).is_ok())
    })
    .await
}

/// Whether somebody of this name and address may choose this password.
///
/// # Errors
/// What is wrong with it and what to do.
pub fn check(password: &str, name: &str, email: &str) -> Result<(), Refusal> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Err(refusal(
            UserErrorCode::Invalid,
            "Dit wachtwoord is te kort. Neem er een van 12 tekens of meer. Drie of vier woorden achter elkaar is goed.",
            "This password is too short. Choose one of 12 characters or more. Three or four words in a row are fine.",
        ));
    }
    if length > LONGEST {
        return Err(refusal(
            UserErrorCode::TooLong,
            "Dit wachtwoord is te lang. Neem er een van 128 tekens of minder.",
            "This password is too long. Choose one of 128 characters or fewer.",
        ));
    }
    let plain = plain(password);
    if is_about(&plain, name, email) {
        return Err(refusal(
            UserErrorCode::Invalid,
            "In dit wachtwoord staat je naam of je e-mailadres. Neem iets dat anderen niet van je weten.",
            "This password holds your name or e-mail address. Choose something that others don't know about you.",
        ));
    }
    if is_too_common(&plain) {
        return Err(refusal(
            UserErrorCode::Invalid,
            "Dit wachtwoord is makkelijk te raden. Neem drie of vier woorden die niet bij elkaar horen.",
            "This password is easy to guess. Choose three or four words that don't belong together.",
        ));
    }
    Ok(())
}

fn refusal(code: UserErrorCode, dutch: &str, english: &str) -> Refusal {
    Refusal::new(code, dutch, english).at("password")
}

/// Letters and digits, in lower case.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether little is left of it without the name and the address.
fn is_about(plain_password: &str, name: &str, email: &str) -> bool {
    let known = name.split_whitespace().chain(email.split(['@', '.', '-', '_', '+'])).map(plain);
    let mut left = plain_password.to_owned();
    let mut found = false;
    for part in known.filter(|part| part.chars().count() >= 3) {
        found |= left.contains(&part);
        left = left.replace(&part, "");
    }
    found && left.chars().count() < 8
}

fn is_too_common(plain_password: &str) -> bool {
    let mut letters: Vec<_> = plain_password.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    let word = plain_password.trim_matches(|c: char| c.is_numeric());
    letters.len() < 5 || word.is_empty() || TOO_COMMON.contains(&word)
}

fn argon2() -> Result<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|_| Fault::new("bad hashing parameters"))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

async fn in_room<T: Send + 'static>(app: &App, work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let _place = app.door.hashing.0.acquire().await?;
    spawn_blocking(work).await?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_address_costs_what_a_known_one_costs() {
        let hash = PasswordHash::new(NOBODYS).expect("a hash");
        let params = Params::try_from(&hash).expect("parameters");
        assert_eq!((params.m_cost(), params.t_cost(), params.p_cost()), (MEMORY_KIB, PASSES, LANES));
        assert_eq!(hash.hash.expect("an output").len(), 32);
    }

    #[test]
    fn what_a_password_must_be() {
        let refused = |password: &str| check(password, "Mia de Wit", "mia.de.wit@example.org").is_err();
        for bad in [
            "kort",
            "elf tekens!",
            "mia.de.wit@example.org",
            "MiaDeWit2026!",
            "wachtwoord123",
            "Welkom123456!",
            "123456789012",
            "aaaaaaaaaaaaa",
            "abababababab",
            "2026-11-23 09:12",
        ] {
            assert!(refused(bad), "{bad}");
        }
        assert!(refused(&"lang woord ".repeat(12)));
        for good in ["fiets soep lantaarn", "mia houdt van groene soep", "xK9#mQ2$vL7!", "дом река лампа"] {
            assert!(!refused(good), "{good}");
        }
    }
}
