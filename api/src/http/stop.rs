//! The end of the server: who must hear of it, and what is waited for.

use std::sync::Arc;

use tokio::sync::watch;

/// Shared by everything that must end with the server.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<State>);

#[derive(Debug, Default)]
struct State {
    asked: watch::Sender<bool>,
    sockets: watch::Sender<usize>,
}

impl Stop {
    /// Asks everybody to finish.
    pub fn now(&self) {
        self.0.asked.send_replace(true);
    }

    /// Whether the end was asked for.
    pub fn is_asked(&self) -> bool {
        *self.0.asked.borrow()
    }

    /// Waits until the end is asked for.
    pub async fn asked(&self) {
        // The sender lives as long as this value: the wait ends only when it is true.
        let _ = self.0.asked.subscribe().wait_for(|asked| *asked).await;
    }

    /// Counts a socket for as long as the answer lives.
    pub fn count_socket(&self) -> OpenSocket {
        self.0.sockets.send_modify(|count| *count += 1);
        OpenSocket(self.clone())
    }

    /// How many sockets are open.
    pub fn open_sockets(&self) -> usize {
        *self.0.sockets.borrow()
    }

    /// Waits until no socket is open.
    pub async fn sockets_closed(&self) {
        let _ = self.0.sockets.subscribe().wait_for(|count| *count == 0).await;
    }
}

/// An open socket; dropping it says that it closed.
#[derive(Debug)]
pub struct OpenSocket(Stop);

impl Drop for OpenSocket {
    fn drop(&mut self) {
        self.0.0.sockets.send_modify(|count| *count -= 1);
    }
}
