//! Subscriptions: GraphQL over a WebSocket by `graphql-transport-ws`. Queries and mutations go over HTTP, where
//! their limits, status and idempotency are.
//!
//! Who lost the session loses the socket: that is looked at before each delivery, and every minute without one.

use std::{collections::HashMap, ops::ControlFlow, sync::Arc, time::Duration};

use async_graphql::parser::types::OperationType;
use axum::{
    extract::{
        FromRequestParts, Request,
        ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade},
    },
    http::{
        Method,
        header::{ORIGIN, UPGRADE},
    },
    response::{IntoResponse, Response},
};
use futures_util::{Stream, StreamExt};
use tokio::{
    sync::mpsc,
    task::AbortHandle,
    time::{Instant, MissedTickBehavior, interval_at, sleep, timeout},
};
use uuid::Uuid;

use super::{
    ErrorCode, Params, Refused, Wire,
    accept::{MediaType, asked_locale},
    execution::{Executed, Telling},
    graphql::{address, respond},
    origin,
    protocol::{self, ClientMessage, Closing},
    trace::RequestId,
};
use crate::{
    auth::{self, Caller, Credential},
    policy::Viewer,
};

/// How sockets behave.
#[derive(Clone, Copy, Debug)]
pub struct SocketSettings {
    /// How long the client may wait with its first word.
    pub init_within: Duration,
    /// How often it is looked at whether the session still lives, without a delivery.
    pub check_every: Duration,
    /// How often the other end is asked whether it is there; twice without a sign of life is the end.
    pub ping_every: Duration,
    /// How long the client may take to read a message.
    pub send_within: Duration,
    /// How many subscriptions may be open at once.
    pub most_subscriptions: usize,
    /// The largest message that is read, in bytes.
    pub largest_message: usize,
}

impl Default for SocketSettings {
    fn default() -> Self {
        Self {
            init_within: Duration::from_secs(5),
            check_every: Duration::from_mins(1),
            ping_every: Duration::from_secs(30),
            send_within: Duration::from_secs(10),
            most_subscriptions: 20,
            largest_message: 65_536,
        }
    }
}

/// Whether a request wants to become a socket.
pub fn is_wanted(request: &Request) -> bool {
    let upgrade = request.headers().get(UPGRADE).and_then(|value| value.to_str().ok());
    request.method() == Method::GET && upgrade.is_some_and(|value| value.eq_ignore_ascii_case("websocket"))
}

/// Opens a socket, or says why not before it is one.
pub async fn open(wire: Arc<Wire>, request: Request) -> Response {
    let (mut parts, _) = request.into_parts();
    let RequestId(request_id) = RequestId::of(&parts.extensions);
    let telling = Telling { locale: asked_locale(&parts.headers), request_id };
    let caller = match admit(&wire, &parts.headers, &telling).await {
        Ok(credential) => Caller { credential, address: address(&wire, &parts) },
        Err(refused) => return respond(MediaType::Json, &parts.headers, Err(refused)),
    };
    let upgrade = match WebSocketUpgrade::from_request_parts(&mut parts, &wire).await {
        Ok(upgrade) => upgrade,
        Err(rejection) => return rejection.into_response(),
    };
    let largest = wire.settings.sockets.largest_message;
    upgrade.protocols([protocol::NAME]).max_message_size(largest).max_frame_size(largest).on_upgrade(
        move |socket| async move {
            let _open = wire.settings.stop.count_socket();
            let (news, arrivals) = mpsc::channel(64);
            let line = Line { wire, socket, caller, telling, is_acknowledged: false, open: HashMap::new(), news };
            line.hold(arrivals).await;
        },
    )
}

async fn admit(wire: &Wire, headers: &axum::http::HeaderMap, telling: &Telling) -> Result<Credential, Refused> {
    origin::check(headers, wire.settings.public_origin.as_deref())?;
    let auth::Identified { credential, .. } =
        auth::identify(&wire.app, headers).await.map_err(|fault| telling.fault(&fault))?;
    match credential {
        Credential::Refused => Err(Refused::new(ErrorCode::Unauthenticated, "the token is not, or no longer, good")),
        // A browser can't add a header of its own to a socket, but always says which page opens it.
        Credential::Session(_) if !headers.contains_key(ORIGIN) => {
            Err(Refused::new(ErrorCode::ForeignOrigin, "a socket with a session needs the header Origin"))
        }
        credential => Ok(credential),
    }
}

/// What a subscription has to say: its id, which of the subscriptions under that id it is, and what.
type News = (String, Uuid, Told);

enum Told {
    Answer(Executed),
    Refused(Refused),
    Over,
}

/// One open socket.
struct Line {
    wire: Arc<Wire>,
    socket: WebSocket,
    caller: Caller,
    telling: Telling,
    is_acknowledged: bool,
    open: HashMap<String, (Uuid, AbortHandle)>,
    news: mpsc::Sender<News>,
}

type Flow = ControlFlow<Option<Closing>>;

impl Line {
    /// Holds the line until one of both ends it.
    async fn hold(mut self, mut arrivals: mpsc::Receiver<News>) {
        let end = match self.socket.protocol() {
            Some(name) if name.as_bytes() == protocol::NAME.as_bytes() => self.talk(&mut arrivals).await,
            _ => Some(Closing::wrong_protocol()),
        };
        for (_, (_, task)) in self.open.drain() {
            task.abort();
        }
        let Some(Closing { code, reason }) = end else { return };
        let frame = CloseFrame { code, reason: reason.into() };
        let _ = timeout(self.wire.settings.sockets.send_within, self.socket.send(Message::Close(Some(frame)))).await;
        // The other end answers a closing; leaving before it read ours could lose it.
        let answered = async { while matches!(self.socket.recv().await, Some(Ok(_))) {} };
        let _ = timeout(Duration::from_secs(1), answered).await;
    }

    /// Why it ended; `None` when the other end left.
    async fn talk(&mut self, arrivals: &mut mpsc::Receiver<News>) -> Option<Closing> {
        let settings = self.wire.settings.sockets;
        let stop = self.wire.settings.stop.clone();
        let stopping = std::pin::pin!(stop.asked());
        let mut stopping = stopping;
        let mut init_timeout = std::pin::pin!(sleep(settings.init_within));
        let mut check = interval_at(Instant::now() + settings.check_every, settings.check_every);
        let mut ping = interval_at(Instant::now() + settings.ping_every, settings.ping_every);
        check.set_missed_tick_behavior(MissedTickBehavior::Delay);
        ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut silent_pings = 0;
        loop {
            let flow = tokio::select! {
                () = &mut stopping => Flow::Break(Some(Closing::going_away())),
                () = &mut init_timeout, if !self.is_acknowledged => Flow::Break(Some(Closing::init_timeout())),
                _ = check.tick(), if self.is_acknowledged => self.check_session().await.map_continue(drop),
                _ = ping.tick() => {
                    silent_pings += 1;
                    if silent_pings > 2 { Flow::Break(None) } else { self.send(Message::Ping(Vec::new().into())).await }
                }
                Some(news) = arrivals.recv() => self.deliver(news).await,
                message = self.socket.recv() => {
                    silent_pings = 0;
                    match message {
                        Some(Ok(message)) => self.hear(message).await,
                        Some(Err(error)) => Flow::Break(broken(&error)),
                        None => Flow::Break(None),
                    }
                }
            };
            if let Flow::Break(end) = flow {
                return end;
            }
        }
    }

    async fn hear(&mut self, message: Message) -> Flow {
        let message = match message {
            Message::Text(text) => ClientMessage::read(&text),
            Message::Binary(_) => Err(Closing::bad_message("messages are text")),
            Message::Ping(_) | Message::Pong(_) => return Flow::Continue(()),
            Message::Close(_) => return Flow::Break(None),
        };
        match message {
            Ok(ClientMessage::Init) if self.is_acknowledged => Flow::Break(Some(Closing::second_init())),
            Ok(ClientMessage::Init) => {
                self.check_session().await?;
                self.is_acknowledged = true;
                self.say(protocol::ack()).await
            }
            Ok(ClientMessage::Ping(payload)) => self.say(protocol::pong(payload)).await,
            Ok(ClientMessage::Pong) => Flow::Continue(()),
            Ok(ClientMessage::Subscribe { .. }) if !self.is_acknowledged => Flow::Break(Some(Closing::unauthorized())),
            Ok(ClientMessage::Subscribe { id, .. }) if self.open.contains_key(&id) => {
                Flow::Break(Some(Closing::duplicate(&id)))
            }
            Ok(ClientMessage::Subscribe { id, payload }) => {
                let viewer = self.check_session().await?;
                match self.subscribe(viewer, payload) {
                    Ok(answers) => {
                        self.follow(id, answers);
                        Flow::Continue(())
                    }
                    Err(refused) => self.say(protocol::error(&id, &refused.errors)).await,
                }
            }
            Ok(ClientMessage::Complete { id }) => {
                if let Some((_, task)) = self.open.remove(&id) {
                    task.abort();
                }
                Flow::Continue(())
            }
            Err(closing) => Flow::Break(Some(closing)),
        }
    }

    /// Who it is now; the end when that is nobody any more.
    async fn check_session(&mut self) -> ControlFlow<Option<Closing>, Viewer> {
        match auth::viewer_now(&self.wire.app, &self.caller.credential).await {
            Ok(Viewer::Nobody) => ControlFlow::Break(Some(Closing::forbidden())),
            Ok(viewer) => ControlFlow::Continue(viewer),
            Err(fault) => {
                let _ = self.telling.fault(&fault);
                ControlFlow::Break(Some(Closing::internal()))
            }
        }
    }

    fn subscribe(
        &self,
        viewer: Viewer,
        payload: serde_json::Map<String, serde_json::Value>,
    ) -> Result<impl Stream<Item = Result<Executed, Refused>> + Send + use<>, Refused> {
        let most = self.wire.settings.sockets.most_subscriptions;
        if self.open.len() >= most {
            let (limit, actual) = (most as u64, self.open.len() as u64 + 1);
            return Err(Refused::past_limit(ErrorCode::RateLimited, "subscriptions on this socket", limit, actual));
        }
        let prepared = self.wire.engine.prepare(Params::from_members(payload)?)?;
        if prepared.kind() != OperationType::Subscription {
            return Err(Refused::new(ErrorCode::BadRequest, "only subscriptions go over a socket: use POST"));
        }
        let locale = viewer.person().map_or(self.telling.locale, |person| person.locale);
        let request_id = self.wire.app.new_id::<Uuid>().simple().to_string();
        let req = self.wire.app.request(viewer, locale, request_id);
        self.wire.engine.subscribe(prepared, req, self.caller.clone())
    }

    fn follow(&mut self, id: String, answers: impl Stream<Item = Result<Executed, Refused>> + Send + 'static) {
        let (number, news) = (self.wire.app.new_id::<Uuid>(), self.news.clone());
        let name = id.clone();
        let task = tokio::spawn(async move {
            let mut answers = std::pin::pin!(answers);
            let mut is_first = true;
            while let Some(answer) = answers.next().await {
                let told = match answer {
                    // Nothing came of it from the beginning: that is a refusal, not a change.
                    Ok(executed) if is_first && !executed.has_data => Told::Refused(executed.into_refused()),
                    Ok(executed) => Told::Answer(executed),
                    Err(refused) => Told::Refused(refused),
                };
                is_first = false;
                let is_last = matches!(told, Told::Refused(_));
                if news.send((name.clone(), number, told)).await.is_err() || is_last {
                    return;
                }
            }
            let _ = news.send((name, number, Told::Over)).await;
        });
        self.open.insert(id, (number, task.abort_handle()));
    }

    async fn deliver(&mut self, (id, number, told): News) -> Flow {
        // What was on its way when the client said it is enough.
        if self.open.get(&id).is_none_or(|(open, _)| *open != number) {
            return Flow::Continue(());
        }
        self.check_session().await?;
        match told {
            Told::Answer(executed) => self.say(protocol::next(&id, &executed.body)).await,
            Told::Refused(refused) => {
                self.open.remove(&id);
                self.say(protocol::error(&id, &refused.errors)).await
            }
            Told::Over => {
                self.open.remove(&id);
                self.say(protocol::complete(&id)).await
            }
        }
    }

    async fn say(&mut self, text: String) -> Flow {
        self.send(Message::Text(text.into())).await
    }

    async fn send(&mut self, message: Message) -> Flow {
        match timeout(self.wire.settings.sockets.send_within, self.socket.send(message)).await {
            Ok(Ok(())) => Flow::Continue(()),
            Ok(Err(_)) | Err(_) => Flow::Break(None),
        }
    }
}

fn broken(error: &axum::Error) -> Option<Closing> {
    use std::error::Error;
    let said = error.source().map_or_else(|| error.to_string(), ToString::to_string);
    said.contains("too long").then(Closing::too_big)
}
