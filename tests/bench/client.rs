//! A client that keeps its connection: it sends what a browser sends and measures until the last byte is there.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use flate2::read::GzDecoder;
use serde_json::{Value, json};

use crate::Tried;

/// A connection to the server, with the session that it was given.
pub struct Client {
    address: SocketAddr,
    stream: BufReader<TcpStream>,
    cookie: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The body.
    pub body: Vec<u8>,
    /// How many bytes of it were sent.
    pub on_the_wire: usize,
    /// From the first byte sent to the last received.
    pub took: Duration,
}

impl Client {
    /// Opens a connection.
    ///
    /// # Errors
    /// When nobody listens.
    pub fn connect(address: SocketAddr) -> Tried<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Self { address, stream: BufReader::with_capacity(256 * 1024, stream), cookie: None })
    }

    /// Opens another connection with the same session.
    ///
    /// # Errors
    /// When nobody listens any more.
    pub fn another(&self) -> Tried<Self> {
        Ok(Self { cookie: self.cookie.clone(), ..Self::connect(self.address)? })
    }

    /// Comes in by an invitation, as people do the first time: chooses a password and is given a session.
    ///
    /// # Errors
    /// When the invitation is refused.
    pub fn accept_invitation(&mut self, token: &str) -> Tried<()> {
        let document = "mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) {
            viewer { person { id } } userErrors { message } } }";
        let input = json!({ "token": token, "password": "fiets soep lantaarn" });
        let answer = self.ask(&json!({ "query": document, "variables": { "input": input } }).to_string())?;
        let answer: Value = serde_json::from_slice(&answer.body)?;
        let is_in = self.cookie.is_some() && answer["data"]["acceptInvitation"]["viewer"].is_object();
        if is_in { Ok(()) } else { Err(format!("the invitation is refused: {answer}").into()) }
    }

    /// The name and value of the session's cookie.
    pub fn cookie(&self) -> Option<(&str, &str)> {
        self.cookie.as_deref()?.split_once('=')
    }

    /// Asks a question as the app does: a JSON object with the document and its variables.
    ///
    /// # Errors
    /// When the answer is anything but data.
    pub fn ask(&mut self, question: &str) -> Tried<Answer> {
        let cookie = self.cookie.as_ref().map(|cookie| format!("Cookie: {cookie}\r\n")).unwrap_or_default();
        let request = format!(
            "POST /graphql HTTP/1.1\r\nHost: {}\r\nAccept: application/graphql-response+json\r\n\
             Content-Type: application/json\r\nAccept-Encoding: gzip\r\nX-Buurtverbinders: app\r\n{cookie}Content-Length: {}\r\n\r\n{question}",
            self.address,
            question.len()
        );
        let start = Instant::now();
        self.stream.get_mut().write_all(request.as_bytes())?;
        let head = self.head()?;
        let body = self.body(&head)?;
        let took = start.elapsed();
        let on_the_wire = body.len();
        let body = match header(&head, "content-encoding") {
            Some("gzip") => unpacked(&body)?,
            _ => body,
        };

        if let Some(set) = header(&head, "set-cookie") {
            self.cookie = set.split(';').next().map(str::to_owned);
        }
        let is_data =
            head[0].contains(" 200 ") && !body.starts_with(b"{\"errors\"") && body.starts_with(b"{\"data\":{");
        if is_data { Ok(Answer { body, on_the_wire, took }) } else { Err(refusal(&head[0], &body).into()) }
    }

    /// The lines before the body.
    fn head(&mut self) -> Tried<Vec<String>> {
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            if self.stream.read_line(&mut line)? == 0 {
                return Err("the server closed the connection".into());
            }
            match line.trim_end() {
                "" => return Ok(lines),
                line => lines.push(line.to_owned()),
            }
        }
    }

    fn body(&mut self, head: &[String]) -> Tried<Vec<u8>> {
        let length = header(head, "content-length").ok_or("an answer without a length")?.parse()?;
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok(body)
    }
}

fn unpacked(body: &[u8]) -> Tried<Vec<u8>> {
    let mut unpacked = Vec::new();
    GzDecoder::new(body).read_to_end(&mut unpacked)?;
    Ok(unpacked)
}

fn header<'a>(head: &'a [String], name: &str) -> Option<&'a str> {
    head.iter()
        .skip(1)
        .filter_map(|line| line.split_once(':'))
        .find_map(|(its, value)| its.eq_ignore_ascii_case(name).then_some(value.trim()))
}

fn refusal(status: &str, body: &[u8]) -> String {
    let said: String = String::from_utf8_lossy(body).chars().take(500).collect();
    format!("{status}: {said}")
}
