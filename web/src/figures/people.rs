//! The tables about people, under their figures on the page and open on paper.

use leptos::prelude::*;

use super::people_model::{States, by_neighbourhood, connectors, file_address, training};
use super::tables::{Form, with_files};
use super::tables_model::TableModel;
use super::training::DueSums;
use crate::account::use_viewer;
use crate::connectors::ConnectorFigures;
use crate::graphql::enums::Role;
use crate::i18n::use_locale;

/// The tables of connectors.
#[component]
pub fn PeopleTables(figures: ConnectorFigures, form: Form) -> impl IntoView {
    let locale = use_locale();
    let runs = use_viewer().with_untracked(|viewer| viewer.has_role(&[Role::Coordinator]));
    let states = if runs { States::All } else { States::OnBoard };
    [connectors(locale, &figures, states), by_neighbourhood(locale, &figures, states)]
        .map(|table| under(form, table))
        .collect_view()
}

/// The table of who has to come to a training.
#[component]
pub fn TrainingTable(due: DueSums, form: Form) -> impl IntoView {
    under(form, training(use_locale(), due))
}

fn under(form: Form, table: TableModel) -> AnyView {
    let addresses = ["csv", "xlsx"].map(|ending| file_address(table.kind, ending));
    view! { <div class="bv-section">{with_files(form, table, addresses)}</div> }.into_any()
}
