//! The messages of `graphql-transport-ws` and the codes with which a socket is closed. Pure: no socket here.

use async_graphql::ServerError;
use serde_json::{Map, Value, json};

/// The name under which clients ask for the protocol.
pub const NAME: &str = "graphql-transport-ws";

/// What a client says.
#[derive(Debug, PartialEq)]
pub enum ClientMessage {
    /// The first thing to say.
    Init,
    /// Are you there?
    Ping(Option<Value>),
    /// I am here.
    Pong,
    /// An operation under an id of the client's choice.
    Subscribe {
        /// The id.
        id: String,
        /// The parameters of the operation.
        payload: Map<String, Value>,
    },
    /// No more of that.
    Complete {
        /// Of what.
        id: String,
    },
}

/// Why a socket is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// The code of the protocol, or of WebSocket itself.
    pub code: u16,
    /// The reason, short enough for a control frame.
    pub reason: String,
}

impl Closing {
    /// With a code and a reason of at most 120 bytes; a longer one is cut.
    pub fn new(code: u16, reason: impl Into<String>) -> Self {
        let mut reason = reason.into();
        while reason.len() > 120 {
            reason.pop();
        }
        Self { code, reason }
    }

    /// The server stops.
    pub fn going_away() -> Self {
        Self::new(1001, "The server stops")
    }

    /// Something of ours broke.
    pub fn internal() -> Self {
        Self::new(1011, "Internal server error")
    }

    /// A message larger than is read.
    pub fn too_big() -> Self {
        Self::new(1009, "Message too big")
    }

    /// A message that is none of the protocol's.
    pub fn bad_message(what: &str) -> Self {
        Self::new(4400, format!("Invalid message: {what}"))
    }

    /// An operation before the first word was acknowledged.
    pub fn unauthorized() -> Self {
        Self::new(4401, "Unauthorized")
    }

    /// Nobody is signed in, or no longer.
    pub fn forbidden() -> Self {
        Self::new(4403, "Forbidden")
    }

    /// The client doesn't speak this protocol.
    pub fn wrong_protocol() -> Self {
        Self::new(4406, "Subprotocol not acceptable")
    }

    /// The first word didn't come.
    pub fn init_timeout() -> Self {
        Self::new(4408, "Connection initialisation timeout")
    }

    /// An id that is in use.
    pub fn duplicate(id: &str) -> Self {
        Self::new(4409, format!("Subscriber for {id} already exists"))
    }

    /// The first word came twice.
    pub fn second_init() -> Self {
        Self::new(4429, "Too many initialisation requests")
    }
}

impl ClientMessage {
    /// Reads a message.
    ///
    /// # Errors
    /// With the closing that the protocol asks for when it is none.
    pub fn read(text: &str) -> Result<Self, Closing> {
        let Ok(Value::Object(mut message)) = serde_json::from_str(text) else {
            return Err(Closing::bad_message("not a JSON object"));
        };
        let Some(Value::String(kind)) = message.remove("type") else {
            return Err(Closing::bad_message("type must be a string"));
        };
        match kind.as_str() {
            "connection_init" => optional_object(message.remove("payload")).map(|_| Self::Init),
            "ping" => optional_object(message.remove("payload")).map(Self::Ping),
            "pong" => optional_object(message.remove("payload")).map(|_| Self::Pong),
            "subscribe" => match (id(&mut message)?, message.remove("payload")) {
                (id, Some(Value::Object(payload))) if payload.get("query").is_some_and(Value::is_string) => {
                    Ok(Self::Subscribe { id, payload })
                }
                _ => Err(Closing::bad_message("payload must be an object with a query")),
            },
            "complete" => Ok(Self::Complete { id: id(&mut message)? }),
            _ => Err(Closing::bad_message("unknown type")),
        }
    }
}

fn id(message: &mut Map<String, Value>) -> Result<String, Closing> {
    match message.remove("id") {
        Some(Value::String(id)) if !id.is_empty() => Ok(id),
        _ => Err(Closing::bad_message("id must be a string and not empty")),
    }
}

fn optional_object(payload: Option<Value>) -> Result<Option<Value>, Closing> {
    match payload {
        None | Some(Value::Null) => Ok(None),
        Some(payload @ Value::Object(_)) => Ok(Some(payload)),
        Some(_) => Err(Closing::bad_message("payload must be an object")),
    }
}

/// The answer to the first word.
pub fn ack() -> String {
    json!({"type": "connection_ack"}).to_string()
}

/// The answer to a ping, with what came along.
pub fn pong(payload: Option<Value>) -> String {
    match payload {
        Some(payload) => json!({"type": "pong", "payload": payload}).to_string(),
        None => json!({"type": "pong"}).to_string(),
    }
}

/// An answer, which is JSON already.
pub fn next(id: &str, body: &str) -> String {
    format!(r#"{{"type":"next","id":{},"payload":{body}}}"#, Value::from(id))
}

/// The operation was refused, and is over.
pub fn error(id: &str, errors: &[ServerError]) -> String {
    json!({"type": "error", "id": id, "payload": errors}).to_string()
}

/// The operation is over.
pub fn complete(id: &str) -> String {
    json!({"type": "complete", "id": id}).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages() {
        let read = |text| ClientMessage::read(text);
        assert_eq!(read(r#"{"type":"connection_init"}"#), Ok(ClientMessage::Init));
        assert_eq!(read(r#"{"type":"connection_init","payload":{"a":1}}"#), Ok(ClientMessage::Init));
        assert_eq!(read(r#"{"type":"ping","payload":{"a":1}}"#), Ok(ClientMessage::Ping(Some(json!({"a": 1})))));
        assert_eq!(read(r#"{"type":"pong"}"#), Ok(ClientMessage::Pong));
        assert_eq!(read(r#"{"type":"complete","id":"1"}"#), Ok(ClientMessage::Complete { id: "1".to_owned() }));
        assert!(matches!(
            read(r#"{"type":"subscribe","id":"1","payload":{"query":"{a}"}}"#),
            Ok(ClientMessage::Subscribe { .. })
        ));
        for bad in [
            "",
            "[]",
            "{}",
            r#"{"type":1}"#,
            r#"{"type":"start"}"#,
            r#"{"type":"connection_init","payload":"x"}"#,
            r#"{"type":"subscribe","payload":{"query":"{a}"}}"#,
            r#"{"type":"subscribe","id":"","payload":{"query":"{a}"}}"#,
            r#"{"type":"subscribe","id":"1","payload":{}}"#,
            r#"{"type":"subscribe","id":"1"}"#,
            r#"{"type":"complete"}"#,
        ] {
            assert_eq!(read(bad).map_err(|closing| closing.code), Err(4400), "{bad}");
        }
    }

    #[test]
    fn reasons_fit_a_control_frame() {
        assert!(Closing::duplicate(&"é".repeat(200)).reason.len() <= 120);
    }

    #[test]
    fn answers_are_json() {
        let next = next("a\"b", r#"{"data":null}"#);
        assert_eq!(serde_json::from_str::<Value>(&next).expect("JSON")["id"], "a\"b");
    }
}
