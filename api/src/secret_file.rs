//! Where the installation's secret comes from: the settings, or a file that is made on first start.

use std::{
    fs,
    io::{ErrorKind, Write},
    path::Path,
};

use sea_orm::DatabaseConnection;

use crate::{
    config::KeyedStoreSettings,
    context::Randomness,
    database,
    keys::{Keys, Secret},
    policy::custody,
    trouble::Trouble,
};

/// The keys of this installation. A missing key file is made when nothing in the database needs the old one.
///
/// # Errors
/// When the secret can't be read or made, or details in the database were sealed with another.
pub async fn keys(
    settings: &KeyedStoreSettings,
    db: &DatabaseConnection,
    randomness: &dyn Randomness,
) -> Result<Keys, Trouble> {
    let path = settings.secret_path();
    let (secret, place) = match &settings.secret {
        Some(text) => (Secret::from_hex(text).ok_or_else(|| not_a_key("BV_SECRET"))?, "BV_SECRET".to_owned()),
        None => (read_or_make(&path, db, randomness).await?, format!("the key file {}", path.display())),
    };
    let keys = Keys::from_secret(&secret);
    match sealed_with(db).await?.into_iter().find(|id| id != keys.details_id()) {
        None => Ok(keys),
        Some(other) => Err(Trouble::new(
            format!(
                "the key in {place} is not the one that sealed residents' details in this database (key {}, they need \
                 key {other})",
                keys.details_id()
            ),
            "Put the key file that belongs to this database back, or start with another database. Nothing was changed.",
        )),
    }
}

/// A new secret, as it stands in a key file.
pub fn new_secret(randomness: &dyn Randomness) -> Secret {
    let mut bytes = [0; 32];
    randomness.fill(&mut bytes);
    Secret::new(bytes)
}

async fn read_or_make(path: &Path, db: &DatabaseConnection, randomness: &dyn Randomness) -> Result<Secret, Trouble> {
    match fs::read_to_string(path) {
        Ok(text) => Secret::from_hex(&text).ok_or_else(|| not_a_key(&format!("the key file {}", path.display()))),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            if let Some(id) = sealed_with(db).await?.first() {
                return Err(Trouble::new(
                    format!(
                        "the key file {} is missing, and this database holds residents' details sealed with key {id}",
                        path.display()
                    ),
                    "Put the file back from where its copy is kept, or name its place with --secret-file or \
                     BV_SECRET. No new key was made: it could not open them.",
                ));
            }
            let secret = new_secret(randomness);
            write(path, &secret).map_err(|error| {
                Trouble::new(
                    format!("the key file {} can't be written: {error}", path.display()),
                    "Give its folder to the user that runs the server, or name another place with --secret-file.",
                )
            })?;
            tracing::info!(file = %path.display(), "made a key; keep a copy apart from the database's");
            Ok(secret)
        }
        Err(error) => Err(Trouble::new(
            format!("the key file {} can't be read: {error}", path.display()),
            "Give it to the user that runs the server, or name another with --secret-file.",
        )),
    }
}

/// Only its owner reads it, and it is never written over.
fn write(path: &Path, secret: &Secret) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        database::make(folder)?;
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(format!("{}\n", secret.to_hex()).as_bytes())?;
    file.sync_all()
}

async fn sealed_with(db: &DatabaseConnection) -> Result<Vec<String>, Trouble> {
    custody::sealing_keys(db).await.map_err(|fault| {
        Trouble::new(
            format!("the database can't be read: {}", fault.trace()),
            "Look whether it runs and is whole, and start again.",
        )
    })
}

fn not_a_key(place: &str) -> Trouble {
    Trouble::new(
        format!("{place} holds no key: a key is 64 hexadecimal digits"),
        "Put the right key there. `buurtverbinders key` prints a new one, for a database without residents' details.",
    )
}
