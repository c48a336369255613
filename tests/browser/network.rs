//! The connection of the browser: slow, gone, or not letting something through.

use serde_json::json;

use super::chromium::Browser;

impl Browser {
    /// Cuts the network off, or gives it back.
    pub async fn set_offline(&self, offline: bool) {
        self.set_network(offline, 0).await;
    }

    /// Lets each answer come so many milliseconds late.
    pub async fn set_delay(&self, milliseconds: u32) {
        self.set_network(false, milliseconds).await;
    }

    async fn set_network(&self, offline: bool, latency: u32) {
        self.devtools("Network.enable", json!({})).await;
        let conditions =
            json!({ "offline": offline, "latency": latency, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.devtools("Network.emulateNetworkConditions", conditions).await;
    }

    /// Lets nothing through whose address is like one of these; with none, everything again. A `*` stands for anything.
    pub async fn let_nothing_through(&self, like: &[&str]) {
        self.devtools("Network.enable", json!({})).await;
        self.devtools("Network.setBlockedURLs", json!({ "urls": like })).await;
    }

    /// Loads the page again as a browser does that has nothing of the app any more.
    pub async fn load_anew(&self) {
        self.devtools("Network.clearBrowserCache", json!({})).await;
        self.reload().await;
    }
}
