//! A mail as it travels: headers, and the same words as plain text and as HTML.

use std::time::{Duration, SystemTime};

use entities::{MailId, Timestamp};
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart,
        header::{Header, HeaderName, HeaderValue},
    },
};

use super::letter::Letter;
use crate::error::{Fault, Result};

/// The letter as a mail from this sender. Its Message-ID is made from the mail's own id: a mail that is sent once more, because
/// nobody knows whether it arrived, can be known as the same.
///
/// # Errors
/// When the address can't be one.
pub fn of(letter: &Letter, id: MailId, from: &Mailbox, now: Timestamp) -> Result<Message> {
    let to = Mailbox::new(Some(letter.name.clone()), letter.address.parse::<Address>()?);
    let message = Message::builder()
        .from(from.clone())
        .to(to)
        .subject(letter.subject.clone())
        .date(SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(now.0).unwrap_or(0)))
        .message_id(Some(format!("<{}@{}>", id.0.simple(), from.email.domain())))
        .header(AutoSubmitted)
        .multipart(MultiPart::alternative_plain_html(letter.text(), letter.html()));
    message.map_err(Fault::from)
}

/// That no person wrote it, so that nobody's absence answers (RFC 3834).
#[derive(Clone, Copy, Debug)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> std::result::Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
