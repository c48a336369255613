//! The single-page app of Buurtverbinders. All it knows of the server is `schema.graphql`.
//!
//! One folder a feature, with the same names as in the API: `queries.rs` is what a page asks for, `*_model.rs` is
//! its logic in plain functions, tested without a browser, and the rest are small components. `ui` has the dumb
//! parts, `graphql` is the one place that talks to the server.

#![expect(clippy::needless_pass_by_value, reason = "a component owns what it is given")]

mod account;
mod addresses;
mod administration;
mod app;
mod calendar;
mod cases;
mod check_ins;
mod connectors;
mod figures;
mod graphql;
mod i18n;
mod network;
mod notices;
mod palette;
mod parts;
mod peers;
mod shell;
mod specialists;
mod storage;
mod today;
mod training;
mod ui;

fn main() {
    if let Some(waiting) = leptos::prelude::document().get_element_by_id("waiting") {
        waiting.remove();
    }
    leptos::mount::mount_to_body(app::App);
}
