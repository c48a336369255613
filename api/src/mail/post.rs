//! Where mail goes: to a mail server, or into a folder.

use entities::{MailId, MailTrouble};
use lettre::{Message, message::Mailbox};

use super::{folder::Folder, smtp::Smtp};

/// Where mail goes, and from whom it is.
pub struct Post {
    /// From whom.
    pub from: Mailbox,
    /// Where it goes.
    pub way: Way,
}

/// Where mail goes.
pub enum Way {
    /// To a mail server.
    Smtp(Smtp),
    /// Into a folder, where there is no mail server.
    Folder(Folder),
}

impl Post {
    /// Passes a mail on.
    ///
    /// # Errors
    /// What was in the way.
    pub async fn send(&self, id: MailId, message: Message) -> Result<(), MailTrouble> {
        match &self.way {
            Way::Smtp(server) => server.send(message).await,
            Way::Folder(folder) => folder.keep(id, &message),
        }
    }
}
