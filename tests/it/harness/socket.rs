//! The other end of a socket: a client that speaks `graphql-transport-ws`, and one that doesn't.

use std::net::SocketAddr;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::error::ProtocolError;
use tokio_tungstenite::tungstenite::http::{HeaderName, HeaderValue};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use super::server::Server;

/// Longer than anything takes; a test that waits for nothing ends.
const PATIENCE: Duration = Duration::from_secs(20);

/// A client's end.
pub struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

/// What came.
#[derive(Debug, PartialEq)]
pub enum Heard {
    /// A message.
    Said(Value),
    /// The end, with its code and reason.
    Closed(u16, String),
}

/// Opens a socket with these headers beside the usual ones; else the status of the refusal.
pub async fn open(address: SocketAddr, headers: &[(&str, &str)]) -> Result<Socket, u16> {
    let mut request = format!("ws://{address}/graphql").into_client_request().expect("a request");
    for (name, value) in headers {
        let name = HeaderName::try_from(*name).expect("a name");
        request.headers_mut().insert(name, HeaderValue::from_str(value).expect("a value"));
    }
    match connect_async(request).await {
        Ok((socket, _)) => Ok(Socket(socket)),
        Err(Error::Http(response)) => Err(response.status().as_u16()),
        // This client lets go by itself when no protocol that it asked for was chosen.
        Err(Error::Protocol(ProtocolError::SecWebSocketSubProtocolError(_))) => Err(101),
        Err(error) => panic!("no socket: {error}"),
    }
}

impl Server {
    /// Opens a socket as the app does, with the cookie that was kept.
    pub async fn socket(&self, address: SocketAddr) -> Socket {
        let origin = format!("http://{address}");
        let cookie = self.cookie().unwrap_or_default();
        let headers = [("sec-websocket-protocol", "graphql-transport-ws"), ("origin", &origin), ("cookie", &cookie)];
        open(address, &headers).await.expect("a socket")
    }
}

impl Socket {
    /// Says something.
    pub async fn say(&mut self, message: Value) {
        self.send(Message::text(message.to_string())).await;
    }

    /// Sends anything at all.
    pub async fn send(&mut self, message: Message) {
        // Whoever was closed meanwhile hears it next.
        let _ = self.0.send(message).await;
    }

    /// Says the first word and hears that it was understood.
    pub async fn begin(&mut self) {
        self.say(json!({ "type": "connection_init" })).await;
        assert_eq!(self.hear().await, Heard::Said(json!({ "type": "connection_ack" })));
    }

    /// Subscribes under this id.
    pub async fn subscribe(&mut self, id: &str, document: &str, variables: Value) {
        let payload = json!({ "query": document, "variables": variables });
        self.say(json!({ "type": "subscribe", "id": id, "payload": payload })).await;
    }

    /// The next thing that comes.
    pub async fn hear(&mut self) -> Heard {
        loop {
            match timeout(PATIENCE, self.0.next()).await.expect("something comes") {
                Some(Ok(Message::Text(text))) => return Heard::Said(serde_json::from_str(&text).expect("JSON")),
                Some(Ok(Message::Close(Some(frame)))) => {
                    return Heard::Closed(frame.code.into(), frame.reason.to_string());
                }
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                other => panic!("neither a message nor a closing: {other:?}"),
            }
        }
    }

    /// The code with which it is closed, whatever comes before.
    pub async fn end(&mut self) -> u16 {
        loop {
            if let Heard::Closed(code, _) = self.hear().await {
                return code;
            }
        }
    }

    /// The code of the error with which this operation is refused.
    pub async fn refusal(&mut self, id: &str) -> String {
        match self.hear().await {
            Heard::Said(said) if said["type"] == "error" && said["id"] == id => {
                said["payload"][0]["extensions"]["code"].as_str().expect("a code").to_owned()
            }
            other => panic!("no refusal of {id}: {other:?}"),
        }
    }
}
