//! Mails as files, shown to developers: `GET /dev/mail`. Only where no mail server is set up and nobody else looks; otherwise there
//! is no such page. Plain pages without a script; a mail's own HTML is shown in a sandbox.

use std::fmt::Write;
use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::{
        HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use entities::MailId;
use mail_parser::{Address, Message, MessageParser};

use super::Wire;
use crate::{error::Result, mail::folder::Folder, mail::letter::escaped};

/// Nothing is loaded and nothing runs. Styles stand in the mails themselves.
const SANDBOX: HeaderValue =
    HeaderValue::from_static("sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
/// So many mails are listed.
const MOST: usize = 200;

/// The mails, the latest first.
pub async fn list(State(wire): State<Arc<Wire>>) -> Response {
    let Some(folder) = &wire.settings.shown_mail else { return StatusCode::NOT_FOUND.into_response() };
    answer(listed(folder).map(Some))
}

/// One mail: its headers and its plain text.
pub async fn mail(State(wire): State<Arc<Wire>>, Path(id): Path<String>) -> Response {
    shown(&wire, &id, |mail| {
        let text = mail.body_text(0).unwrap_or_default();
        let body = format!(
            "<p><a href=\"/dev/mail\">All mails</a></p>\n<h1>{}</h1>\n{}<p><a href=\"/dev/mail/{}/html\">As HTML</a></p>\n\
             <pre>{}</pre>\n",
            escaped(mail.subject().unwrap_or_default()),
            headers(mail),
            escaped(&id),
            escaped(&text)
        );
        page("A mail", &body)
    })
}

/// The HTML of one mail.
pub async fn html(State(wire): State<Arc<Wire>>, Path(id): Path<String>) -> Response {
    shown(&wire, &id, |mail| mail.body_html(0).unwrap_or_default().into_owned())
}

fn shown(wire: &Wire, id: &str, show: impl FnOnce(&Message<'_>) -> String) -> Response {
    let (Some(folder), Ok(id)) = (&wire.settings.shown_mail, id.parse::<MailId>()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mail = folder.mail(id);
    answer(mail.map(|mail| Some(show(&MessageParser::default().parse(&mail?)?))))
}

fn answer(page: Result<Option<String>>) -> Response {
    let page = match page {
        Ok(Some(page)) => page,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(fault) => {
            tracing::error!(fault = fault.trace(), "the mails in the folder can't be read");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    let mut response = page.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CONTENT_SECURITY_POLICY, SANDBOX);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn listed(folder: &Folder) -> Result<String> {
    let mut rows = String::new();
    for id in folder.mails()?.into_iter().take(MOST) {
        let Some(text) = folder.mail(id)? else { continue };
        let Some(mail) = MessageParser::default().parse(&text) else { continue };
        let (subject, to) = (mail.subject().unwrap_or_default(), first(mail.to()));
        let date = mail.date().map(mail_parser::DateTime::to_rfc3339).unwrap_or_default();
        let (to, subject) = (escaped(&to), escaped(subject));
        let _ =
            writeln!(rows, "<tr><td>{date}</td><td>{to}</td><td><a href=\"/dev/mail/{id}\">{subject}</a></td></tr>");
    }
    let body = if rows.is_empty() {
        "<h1>Mails</h1>\n<p>No mail was written yet.</p>\n".to_owned()
    } else {
        format!(
            "<h1>Mails</h1>\n<table>\n<thead><tr><th>When</th><th>To</th><th>Subject</th></tr></thead>\n\
             <tbody>\n{rows}</tbody>\n</table>\n"
        )
    };
    Ok(page("Mails", &body))
}

fn headers(mail: &Message<'_>) -> String {
    let date = mail.date().map(mail_parser::DateTime::to_rfc3339).unwrap_or_default();
    let lines = [
        ("From", first(mail.from())),
        ("To", first(mail.to())),
        ("Date", date),
        ("Message-ID", mail.message_id().unwrap_or_default().to_owned()),
    ];
    let lines = lines.map(|(name, value)| format!("<dt>{name}</dt><dd>{}</dd>\n", escaped(&value)));
    format!("<dl>\n{}</dl>\n", lines.concat())
}

fn first(addresses: Option<&Address<'_>>) -> String {
    let Some(address) = addresses.and_then(Address::first) else { return String::new() };
    let (name, mail) = (address.name().unwrap_or_default(), address.address().unwrap_or_default());
    if name.is_empty() { mail.to_owned() } else { format!("{name} <{mail}>") }
}

fn page(title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>{title}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <style>body{{font-family:sans-serif;line-height:1.5;margin:1rem;max-width:60rem}}\
         td,th{{text-align:left;padding:.25rem 1rem .25rem 0}}pre{{white-space:pre-wrap}}dt{{font-weight:bold}}</style>\n\
         </head>\n<body>\n{body}</body>\n</html>\n"
    )
}
