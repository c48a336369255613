//! What a mail says: its notices, one sentence each, with a link to what it is about where the reader still sees that. Of a
//! training it says which and when; of anything else nothing but the sentence.

use std::fmt::Write;

use entities::{Locale, MailFrequency, MailId, NoticeKind, PersonId, mail_setting, notice, person};
use sea_orm::{QueryOrder, QuerySelect};

use super::words;
use crate::{
    context::RequestCtx,
    error::Result,
    notices::{self, types::Notice},
    policy::{self, PersonViewer, Viewer},
};

/// So many notices stand in one mail; the others are in the app.
const MOST: u64 = 50;

/// A mail as it is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// To whom.
    pub name: String,
    /// Their address.
    pub address: String,
    /// In which language.
    pub locale: Locale,
    /// What it is about.
    pub subject: String,
    /// What it brings.
    pub lines: Vec<Line>,
    /// What the product is called.
    pub product_name: String,
    /// Where the app is.
    pub origin: String,
}

/// One notice in a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it says.
    pub sentence: &'static str,
    /// Which training, and when.
    pub training: Option<String>,
    /// Where it leads, from the root of the app.
    pub path: Option<String>,
}

/// What this mail says; none when there is nothing to say any more: all was seen, no mail is wanted, or the account was closed.
///
/// # Errors
/// When the database can't be read.
pub async fn read(req: &RequestCtx, id: MailId, to: PersonId) -> Result<Option<Letter>> {
    let reader = PersonViewer::load(req.db(), to).await?;
    let account = account(req, to).await?;
    let (Some(reader), Some((name, address, frequency))) = (reader, account) else { return Ok(None) };
    if frequency == MailFrequency::None {
        return Ok(None);
    }
    // What it is about is read with the rights of the one who reads it, at this moment.
    let locale = reader.locale;
    let req = req.app.request(Viewer::Person(reader), locale, req.request_id.clone());
    let brought: Vec<Notice> = policy::notices::brought_by(id)
        .order_by_asc(notice::Column::At)
        .order_by_asc(notice::Column::Id)
        .limit(MOST)
        .into_partial_model()
        .all(req.db())
        .await?;
    if brought.is_empty() {
        return Ok(None);
    }
    let mut lines = Vec::new();
    for notice in &brought {
        lines.push(line(&req, notice).await?);
    }
    Ok(Some(Letter {
        name,
        address,
        locale,
        subject: words::subject(lines.len(), locale),
        lines,
        product_name: req.app.installation.product_name.clone(),
        origin: req.app.auth.origin.clone(),
    }))
}

async fn account(req: &RequestCtx, to: PersonId) -> Result<Option<(String, String, MailFrequency)>> {
    let row: Option<(String, String, Option<MailFrequency>)> = policy::notices::told(&[to].into())
        .select_only()
        .columns([person::Column::Name, person::Column::Email])
        .column(mail_setting::Column::Frequency)
        .into_tuple()
        .one(req.db())
        .await?;
    Ok(row.map(|(name, address, frequency)| (name, address, frequency.unwrap_or(MailFrequency::Daily))))
}

async fn line(req: &RequestCtx, notice: &Notice) -> Result<Line> {
    let sentence = match notice.kind {
        // Whoever else reads this mailbox may know the connector.
        NoticeKind::NotWell => words::something(req.locale),
        kind => notices::words::sentence(kind, req.locale),
    };
    let mut training = None;
    if let Some(id) = notice.training_session_id
        && let Some(meeting) = req.load(id).await?
    {
        let course = req.load(meeting.course_id).await?;
        let name = course.map(|course| course.name).unwrap_or_default();
        training = Some(format!("{name}, {}", words::moment(meeting.starts_at, req.locale)));
    }
    Ok(Line { sentence, training, path: path(req, notice).await? })
}

/// Where a notice leads, when the reader sees what is there.
async fn path(req: &RequestCtx, notice: &Notice) -> Result<Option<String>> {
    if notice.kind == NoticeKind::NotWell {
        return Ok(Some("/berichten".to_owned()));
    }
    if matches!(notice.kind, NoticeKind::StandsIn | NoticeKind::StandInEnded) {
        return Ok(Some("/buurtverbinders".to_owned()));
    }
    if let Some(id) = notice.case_id {
        return Ok(req.load(id).await?.map(|case| format!("/vragen/{}", case.id)));
    }
    if let Some(id) = notice.training_session_id {
        return Ok(req.load(id).await?.map(|meeting| format!("/training/{}", meeting.id)));
    }
    if let Some(id) = notice.peer_question_id {
        return Ok(req.load(id).await?.map(|question| format!("/sparren/{}", question.id)));
    }
    if let Some(id) = notice.connector_id {
        let is_own = matches!(
            notice.kind,
            NoticeKind::ConnectorStepTaken | NoticeKind::FixedContactGiven | NoticeKind::PauseOver
        );
        let path = if is_own { "/mijn-profiel".to_owned() } else { format!("/buurtverbinders/{id}") };
        return Ok(req.load(id).await?.map(|_| path));
    }
    Ok((notice.kind == NoticeKind::TrainingDue).then(|| "/training".to_owned()))
}

impl Letter {
    /// As plain text.
    pub fn text(&self) -> String {
        let origin = &self.origin;
        let mut text = format!("{}\n\n{}.\n\n", words::greeting(&self.name, self.locale), self.subject);
        for Line { sentence, training, path } in &self.lines {
            let _ = writeln!(text, "- {sentence}");
            if let Some(training) = training {
                let _ = writeln!(text, "  {training}");
            }
            if let Some(path) = path {
                let _ = writeln!(text, "  {origin}{path}");
            }
            text.push('\n');
        }
        let _ = writeln!(text, "{}:\n{origin}/berichten\n", words::all(self.locale));
        let _ = writeln!(text, "{}:\n{origin}/berichten#mail\n", words::how_often(self.locale));
        let _ = writeln!(text, "{}\n{}", words::farewell(self.locale), self.product_name);
        text
    }

    /// As simple HTML, without a script, a picture or anything from elsewhere.
    pub fn html(&self) -> String {
        let lang = match self.locale {
            Locale::Nl => "nl",
            Locale::En => "en",
        };
        let link = |path: &str, words: &str| {
            format!("<a href=\"{}{}\">{}</a>", escaped(&self.origin), escaped(path), escaped(words))
        };
        let mut items = String::new();
        for Line { sentence, training, path } in &self.lines {
            let _ = write!(items, "<li style=\"margin-bottom:12px\">{}", escaped(sentence));
            if let Some(training) = training {
                let _ = write!(items, "<br>{}", escaped(training));
            }
            if let Some(path) = path {
                let _ = write!(items, "<br>{}", link(path, words::look(self.locale)));
            }
            items.push_str("</li>\n");
        }
        format!(
            "<!doctype html>\n<html lang=\"{lang}\">\n<head><meta charset=\"utf-8\"><title>{subject}</title></head>\n\
             <body style=\"font-family:sans-serif;font-size:16px;line-height:1.5\">\n<p>{greeting}</p>\n\
             <p>{subject}.</p>\n<ul>\n{items}</ul>\n<p>{all}</p>\n<p>{how_often}.</p>\n<p>{farewell}<br>{product}</p>\n\
             </body>\n</html>\n",
            subject = escaped(&self.subject),
            greeting = escaped(&words::greeting(&self.name, self.locale)),
            all = link("/berichten", words::all(self.locale)),
            how_often = link("/berichten#mail", words::how_often(self.locale)),
            farewell = words::farewell(self.locale),
            product = escaped(&self.product_name),
        )
    }
}

/// Text that stands in HTML as it is read.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
