//! Mail in the tests: a mail server that isn't ours, on loopback, and what came there.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::LazyLock;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use api::config::{Hidden, SmtpSettings};
use api::mail::Post;
use api::mail::folder;
use api::mail::post::Way;
use api::mail::smtp::Smtp;
use mail_parser::MessageParser;
use serde_json::{Value, json};
use tests::{find_program, npm};

use super::program::Folder;

/// Longer than anything takes; a test that waits for nothing ends.
const PATIENCE: Duration = Duration::from_secs(20);

/// Nodemailer's mail server, in a process of its own. It ends when this is dropped.
pub struct MailServer {
    process: Child,
    input: ChildStdin,
    said: Receiver<Value>,
    /// Where it listens.
    pub port: u16,
}

/// A certificate for `localhost`, and its key, as files.
pub struct Certificate {
    /// The certificate.
    pub certificate: PathBuf,
    key: PathBuf,
}

/// A mail that came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Came {
    /// To whom, in the envelope.
    pub to: String,
    /// Whether it came over TLS.
    pub is_sealed: bool,
    /// Who signed in to send it.
    pub user: Option<String>,
    /// The name by which it is known.
    pub message_id: String,
    /// What it is about.
    pub subject: String,
    /// Its plain text.
    pub text: String,
    /// Its HTML.
    pub html: String,
}

impl MailServer {
    /// One that takes mail from anybody.
    pub fn open() -> Self {
        Self::with(&json!({}))
    }

    /// The same, on this port.
    pub fn open_at(port: u16) -> Self {
        Self::with(&json!({ "port": port }))
    }

    /// One that wants TLS and a password.
    pub fn guarded(certificate: &Certificate, user: &str, password: &str) -> Self {
        let Certificate { certificate, key } = certificate;
        Self::with(&json!({ "certificate": certificate, "key": key, "user": user, "password": password }))
    }

    fn with(settings: &Value) -> Self {
        // Once: a file that is copied anew is half there for a moment.
        static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
            npm::bring_in("tests/mail", "smtp-server/package.json").expect("the mail server is there")
        });
        let folder = &*FOLDER;
        let node = find_program(&["node"]).expect("node is there: install Debian's package nodejs");
        let mut process = Command::new(node)
            .arg("server.mjs")
            .arg(settings.to_string())
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the mail server starts");
        let (tell, said) = channel();
        let output = BufReader::new(process.stdout.take().expect("piped"));
        std::thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                let _ = tell.send(serde_json::from_str(&line).expect("a line of JSON"));
            }
        });
        let input = process.stdin.take().expect("piped");
        let first: Value = said.recv_timeout(PATIENCE).expect("the mail server says where it listens");
        let port = first["port"].as_u64().and_then(|port| u16::try_from(port).ok()).expect("a port");
        Self { process, input, said, port }
    }

    /// From now on it answers a recipient with this code.
    pub fn refuses_recipients(&mut self, code: u16) {
        self.answers(&json!({ "recipient": code }));
    }

    /// From now on it answers a mail with this code.
    pub fn refuses_mails(&mut self, code: u16) {
        self.answers(&json!({ "mail": code }));
    }

    /// From now on it takes mails in and says nothing to it.
    pub fn falls_silent(&mut self) {
        self.answers(&json!({ "silent": true }));
    }

    /// From now on it takes every mail.
    pub fn takes_mails(&mut self) {
        self.answers(&json!({}));
    }

    fn answers(&mut self, answer: &Value) {
        writeln!(self.input, "{answer}").expect("the mail server listens");
        loop {
            let said: Value = self.said.recv_timeout(PATIENCE).expect("the mail server answers");
            if said.get("answers") == Some(answer) {
                return;
            }
        }
    }

    /// The next mail that came, or comes in a while.
    pub fn next(&self) -> Came {
        let said = self.said.recv_timeout(PATIENCE).expect("a mail comes");
        came(&said["mail"])
    }

    /// The mails that came and were not looked at.
    pub fn all(&self) -> Vec<Came> {
        self.said.try_iter().map(|said| came(&said["mail"])).collect()
    }

    /// The way to it.
    pub fn post(&self) -> Post {
        post(&SmtpSettings {
            url: Hidden::from(format!("smtp://127.0.0.1:{}", self.port)),
            password_file: None,
            ca_file: None,
        })
    }

    /// The way to it over TLS with a password, which stands in the file.
    pub fn sealed_post(&self, user: &str, password: &Path, certificate: &Certificate) -> Post {
        post(&SmtpSettings {
            url: Hidden::from(format!("smtp://{user}@localhost:{}?tls=required", self.port)),
            password_file: Some(password.to_owned()),
            ca_file: Some(certificate.certificate.clone()),
        })
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Certificate {
    /// A new one in this folder.
    pub fn new(folder: &Folder) -> Self {
        let (certificate, key) = (folder.path("certificate.pem"), folder.path("key.pem"));
        let openssl = find_program(&["openssl"]).expect("openssl is there: install Debian's package openssl");
        let made = Command::new(openssl)
            .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"])
            .args(["-addext", "subjectAltName=DNS:localhost", "-addext", "basicConstraints=critical,CA:FALSE"])
            .arg("-keyout")
            .arg(&key)
            .arg("-out")
            .arg(&certificate)
            .stderr(Stdio::null())
            .status();
        assert!(made.is_ok_and(|status| status.success()), "a certificate can't be made");
        Self { certificate, key }
    }
}

/// The way to the mail server of these settings.
pub fn post(settings: &SmtpSettings) -> Post {
    let server = Smtp::new(settings, "buurt.test").unwrap_or_else(|trouble| panic!("{trouble}"));
    Post { from: sender(), way: Way::Smtp(server) }
}

/// The way into a folder.
pub fn into_folder(folder: &Folder) -> (Post, folder::Folder) {
    let kept = folder::Folder::new(folder.path("mail"));
    (Post { from: sender(), way: Way::Folder(kept.clone()) }, kept)
}

fn sender<T: std::str::FromStr<Err: std::fmt::Debug>>() -> T {
    "Buurtverbinders <berichten@example.org>".parse().expect("a sender")
}

/// A mail as another library than the one that wrote it reads it.
pub fn read(text: &[u8], envelope: (&str, bool, Option<&str>)) -> Came {
    let mail = MessageParser::default().parse(text).expect("a mail");
    let (to, is_sealed, user) = envelope;
    Came {
        to: to.to_owned(),
        is_sealed,
        user: user.map(str::to_owned),
        message_id: mail.message_id().expect("a Message-ID").to_owned(),
        subject: mail.subject().expect("a subject").to_owned(),
        text: mail.body_text(0).expect("plain text").into_owned(),
        html: mail.body_html(0).expect("HTML").into_owned(),
    }
}

fn came(mail: &Value) -> Came {
    let text = mail["text"].as_str().expect("the mail");
    let envelope = (mail["to"][0].as_str().expect("to"), mail["isSealed"] == true, mail["user"].as_str());
    read(text.as_bytes(), envelope)
}
