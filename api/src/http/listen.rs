//! Connections: accepts them, gives each a time-out for its headers, and ends them gracefully.
//!
//! Beside axum's own loop because that has no time-out: a client that never finishes its headers would hold a
//! connection for ever.

use std::{net::SocketAddr, pin::pin, time::Duration};

use axum::{Router, body::Body, extract::Request};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    task::JoinSet,
};
use tower::ServiceExt;

use super::Stop;

/// How long a client may take for the headers of a request, the wait between two requests included.
const HEADERS_WITHIN: Duration = Duration::from_secs(30);

/// From where a request came: the other end of its connection.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// Serves until the end is asked for, then until every request under way is answered.
pub async fn serve(listener: TcpListener, router: Router, stop: Stop) {
    let mut conversations = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            Some(_) = conversations.join_next() => continue,
            () = stop.asked() => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                conversations.spawn(converse(stream, peer, router.clone(), stop.clone()));
            }
            Err(error) => {
                // Most often too many open files: connections that end make room.
                tracing::warn!(%error, "a connection can't be accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
    drop(listener);
    while conversations.join_next().await.is_some() {}
}

async fn converse(stream: TcpStream, peer: SocketAddr, router: Router, stop: Stop) {
    // Answers are written whole; waiting for more to send only delays them.
    let _ = stream.set_nodelay(true);
    let service = router.map_request(move |request: hyper::Request<Incoming>| -> Request {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(Peer(peer));
        request
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS_WITHIN)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service))
        .with_upgrades();
    let mut connection = pin!(connection);
    let outcome = tokio::select! {
        outcome = connection.as_mut() => outcome,
        () = stop.asked() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = outcome {
        tracing::debug!(%error, "a connection broke off");
    }
}
