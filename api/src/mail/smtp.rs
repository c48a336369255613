//! A mail server, reached over SMTP.

use std::{fs, time::Duration};

use axum::http::Uri;
use entities::MailTrouble;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    transport::smtp::{
        Error,
        authentication::Credentials,
        client::{Certificate, Tls, TlsParameters},
        extension::ClientId,
    },
};

use crate::{config::SmtpSettings, trouble::Trouble};

/// The longest that one step of the conversation takes.
const STEP: Duration = Duration::from_secs(20);
/// The longest that sending one mail takes, far less than a claim holds.
const WHOLE: Duration = Duration::from_mins(2);

/// A mail server.
pub struct Smtp(AsyncSmtpTransport<Tokio1Executor>);

impl Smtp {
    /// The mail server of the settings, to which this host presents itself by its name.
    ///
    /// # Errors
    /// When the settings don't make one, in words for the one who runs the server.
    pub fn new(settings: &SmtpSettings, own_host: &str) -> Result<Self, Trouble> {
        let url = settings.url.secret();
        let uri: Uri = url.parse().map_err(|_| bad_url())?;
        let (Some(scheme), Some(host)) = (uri.scheme_str(), uri.host()) else { return Err(bad_url()) };
        let starts_tls = match uri.query() {
            None | Some("") => false,
            Some("tls=required") => true,
            Some(_) => return Err(bad_url()),
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|_| bad_url())?;
        let user = uri.authority().and_then(|authority| authority.as_str().rsplit_once('@')).map(|(user, _)| user);
        if let Some(path) = &settings.password_file {
            let password = fs::read_to_string(path).map_err(|error| {
                Trouble::new(
                    format!("the password file {} can't be read: {error}", path.display()),
                    "Give the file to the user that runs the server, or correct --smtp-password-file.",
                )
            })?;
            let name = user.map(|user| user.split(':').next().unwrap_or(user)).ok_or_else(bad_url)?;
            let name = form_urlencoded::parse(format!("u={}", name.replace('+', "%2B")).as_bytes())
                .next()
                .map(|(_, name)| name.into_owned())
                .unwrap_or_default();
            builder = builder.credentials(Credentials::new(name, password.trim_end_matches(['\r', '\n']).to_owned()));
        }
        let is_sealed = scheme == "smtps" || starts_tls;
        let is_near = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
        if user.is_some() && !is_sealed && !is_near {
            return Err(Trouble::new(
                "the password for the mail server would travel unsealed",
                "Write --smtp-url with smtps://, or with ?tls=required at its end.",
            ));
        }
        if let Some(path) = &settings.ca_file {
            let tls = trusting(host, path)?;
            builder = builder.tls(if scheme == "smtps" { Tls::Wrapper(tls) } else { Tls::Required(tls) });
        }
        let transport = builder.timeout(Some(STEP)).hello_name(ClientId::Domain(own_host.to_owned())).build();
        Ok(Self(transport))
    }

    /// Passes a mail on.
    ///
    /// # Errors
    /// What was in the way.
    pub async fn send(&self, message: Message) -> Result<(), MailTrouble> {
        match tokio::time::timeout(WHOLE, self.0.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => {
                let trouble = trouble(&error);
                // What the server answers can hold the address: of an answer only the code is told.
                let code = error.status().map(u16::from);
                tracing::warn!(?trouble, code, "a mail was not taken by the mail server");
                Err(trouble)
            }
            Err(_) => {
                tracing::warn!("the mail server took too long");
                Err(MailTrouble::Unreachable)
            }
        }
    }
}

/// What an answer of the mail server means (RFC 5321, section 4.2; RFC 4954, section 6).
fn trouble(error: &Error) -> MailTrouble {
    match error.status().map(u16::from) {
        None => MailTrouble::Unreachable,
        Some(454 | 530 | 534 | 535 | 538) => MailTrouble::SignInRefused,
        Some(510 | 511 | 521 | 550 | 551 | 553 | 556) => MailTrouble::AddressRefused,
        Some(500..=599) => MailTrouble::Refused,
        Some(_) => MailTrouble::TryLater,
    }
}

fn trusting(host: &str, path: &std::path::Path) -> Result<TlsParameters, Trouble> {
    let bad = |why: String| {
        Trouble::new(
            format!("the certificates in {} can't be used: {why}", path.display()),
            "Give a file with certificates in PEM, or leave --smtp-ca-file out.",
        )
    };
    let pem = fs::read(path).map_err(|error| bad(error.to_string()))?;
    let certificate = Certificate::from_pem(&pem).map_err(|_| bad("it is not PEM".to_owned()))?;
    let tls = TlsParameters::builder(host.trim_matches(['[', ']']).to_owned()).add_root_certificate(certificate);
    tls.build().map_err(|_| bad("no certificate in it is one".to_owned()))
}

fn bad_url() -> Trouble {
    Trouble::new(
        "the URL of the mail server can't be read",
        "Write --smtp-url as smtps://user@host:465, or as smtp://user@host:587?tls=required, with the password in \
         --smtp-password-file.",
    )
}
