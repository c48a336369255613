//! The live connection: tells what changed, comes back by itself when it is lost.

use std::time::Duration;

use futures::channel::{mpsc, oneshot};
use futures::future::{Either, select};
use futures::{SinkExt, StreamExt};
use gloo_net::websocket::Message;
use gloo_net::websocket::futures::WebSocket;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Api;
use super::socket_model::{self as model, Change, Connection, Heard};

/// After so long without a word, ask whether the other side is still there.
const SILENCE: Duration = Duration::from_secs(30);

type Wake = mpsc::UnboundedReceiver<Signal>;

#[derive(Clone, Copy, PartialEq)]
enum Signal {
    /// The network came or went: look again now.
    Network,
    /// The component is gone.
    Stop,
}

/// Why a connection ended.
enum End {
    Lost,
    NotAllowed,
    Stopped,
}

/// Keeps a live connection for as long as the component lives.
pub fn listen(api: Api) {
    let (sender, wake) = mpsc::unbounded();
    let network = |event: &'static str, sender: mpsc::UnboundedSender<Signal>| {
        let handle = window_event_listener_untyped(event, move |_| {
            let _ = sender.unbounded_send(Signal::Network);
        });
        on_cleanup(move || handle.remove());
    };
    network("online", sender.clone());
    network("offline", sender.clone());
    on_cleanup(move || {
        let _ = sender.unbounded_send(Signal::Stop);
    });
    spawn_local(keep_connected(api, wake));
}

async fn keep_connected(api: Api, mut wake: Wake) {
    let mut attempts = 0;
    let mut was_connected = false;
    loop {
        match converse(api, &mut wake, &mut attempts, was_connected).await {
            End::Stopped => return,
            End::NotAllowed => {
                api.signed_out.notify();
                return;
            }
            End::Lost => {}
        }
        was_connected = true;
        api.connection.try_set(model::state(attempts, has_network()));
        let pause = model::pause(attempts, js_sys::Math::random());
        attempts += 1;
        let pause = wait(Duration::from_millis(pause.into()));
        if let Either::Right((Some(Signal::Stop) | None, _)) = select(pause, wake.next()).await {
            return;
        }
    }
}

/// One connection, from hello to its end.
async fn converse(api: Api, wake: &mut Wake, attempts: &mut u32, was_connected: bool) -> End {
    let Ok(mut socket) = WebSocket::open_with_protocol(&address(), model::PROTOCOL) else {
        return End::Lost;
    };
    if socket.send(Message::Text(model::hello())).await.is_err() {
        return End::Lost;
    }
    let mut is_accepted = false;
    let mut is_asked = false;
    loop {
        let next = select(socket.next(), wait(SILENCE));
        let heard = match select(next, wake.next()).await {
            Either::Right((Some(Signal::Network), _)) if has_network() => continue,
            Either::Right((Some(Signal::Network), _)) => return End::Lost,
            Either::Right((Some(Signal::Stop) | None, _)) => return End::Stopped,
            Either::Left((Either::Left((heard, _)), _)) => heard,
            Either::Left((Either::Right(_), _)) if is_asked => return End::Lost,
            Either::Left((Either::Right(_), _)) => {
                is_asked = true;
                let _ = socket.send(Message::Text(model::ping())).await;
                continue;
            }
        };
        is_asked = false;
        let text = match heard {
            Some(Ok(Message::Text(text))) => text,
            Some(Ok(Message::Bytes(_))) => continue,
            Some(Err(gloo_net::websocket::WebSocketError::ConnectionClose(close))) => {
                return if matches!(close.code, 4401 | 4403) { End::NotAllowed } else { End::Lost };
            }
            Some(Err(_)) | None => return End::Lost,
        };
        match model::hear(&text) {
            Heard::Accepted if is_accepted => {}
            Heard::Accepted => {
                is_accepted = true;
                for subscription in model::subscriptions() {
                    let _ = socket.send(Message::Text(subscription)).await;
                }
                *attempts = 0;
                api.connection.try_set(Connection::Online);
                if was_connected {
                    api.tell(&Change::Missed);
                }
            }
            Heard::Ping => {
                let _ = socket.send(Message::Text(model::pong())).await;
            }
            Heard::Change(change) => api.tell(&change),
            Heard::Ended => return End::Lost,
            Heard::Nothing => {}
        }
    }
}

fn address() -> String {
    let location = window().location();
    let is_secure = location.protocol().is_ok_and(|protocol| protocol == "https:");
    let scheme = if is_secure { "wss://" } else { "ws://" };
    [scheme, &location.host().unwrap_or_default(), "/graphql"].concat()
}

fn has_network() -> bool {
    window().navigator().on_line()
}

fn wait(time: Duration) -> oneshot::Receiver<()> {
    let (done, waiting) = oneshot::channel();
    set_timeout(
        move || {
            let _ = done.send(());
        },
        time,
    );
    waiting
}
