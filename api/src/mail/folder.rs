//! Mails as files, where there is no mail server: to look at while developing, and in the demo.

use std::{fs, path::PathBuf};

use entities::{MailId, MailTrouble};
use lettre::Message;

use crate::{database, error::Result};

/// A folder with a file a mail.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// This folder, which is made when the first mail comes.
    pub fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// Keeps a mail. One that is kept again takes the place of the first.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn keep(&self, id: MailId, message: &Message) -> Result<(), MailTrouble> {
        let written = || -> std::io::Result<()> {
            database::make(&self.0)?;
            let unfinished = self.0.join(format!("{id}.part"));
            fs::write(&unfinished, message.formatted())?;
            fs::rename(unfinished, self.0.join(format!("{id}.eml")))
        };
        written().map_err(|error| {
            tracing::error!(folder = %self.0.display(), %error, "a mail can't be kept");
            MailTrouble::NotMade
        })
    }

    /// Which mails there are, the latest first.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn mails(&self) -> Result<Vec<MailId>> {
        let files = match fs::read_dir(&self.0) {
            Ok(files) => files,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error.into()),
        };
        let mut mails = Vec::new();
        for file in files {
            let file = file?;
            let name = file.file_name();
            let id = name.to_str().and_then(|name| name.strip_suffix(".eml")).and_then(|name| name.parse().ok());
            if let Some(id) = id {
                mails.push((file.metadata()?.modified()?, id));
            }
        }
        mails.sort_by(|one, other| other.cmp(one));
        Ok(mails.into_iter().map(|(_, id)| id).collect())
    }

    /// One mail, as it would travel; none when there is no such.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn mail(&self, id: MailId) -> Result<Option<Vec<u8>>> {
        match fs::read(self.0.join(format!("{id}.eml"))) {
            Ok(mail) => Ok(Some(mail)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}
