//! The page, in three parts. Which part is open stands in the address.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::log::ProcessingLog;
use super::machines::MachineClients;
use super::people::People;
use crate::account::use_viewer;
use crate::graphql::enums::Role;
use crate::i18n::{Locale, use_locale, words};
use crate::ui::PageHead;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    People,
    Machines,
    Log,
}

impl Part {
    const ALL: [Self; 3] = [Self::People, Self::Machines, Self::Log];

    /// Its name in the address.
    fn key(self) -> &'static str {
        match self {
            Self::People => "mensen",
            Self::Machines => "systemen",
            Self::Log => "logboek",
        }
    }

    fn name(self, locale: Locale) -> &'static str {
        match self {
            Self::People => words::administration::people(locale),
            Self::Machines => words::administration::machines(locale),
            Self::Log => words::administration::log(locale),
        }
    }
}

/// Accounts, machines and the processing log. A coordinator sees the people only.
#[component]
pub fn AdministrationPage() -> impl IntoView {
    let locale = use_locale();
    let viewer = use_viewer();
    let query = use_query_map();
    let is_administrator = Memo::new(move |_| viewer.get().roles.iter().any(|grant| grant.role == Role::Administrator));
    let part = Memo::new(move |_| {
        let key = query.get().get("deel").unwrap_or_default();
        let part = Part::ALL.into_iter().find(|part| part.key() == key);
        part.filter(|_| is_administrator.get()).unwrap_or(Part::People)
    });
    let link = move |it: Part| {
        view! {
            <a
                class="bv-chip"
                href=["/beheer?deel=", it.key()].concat()
                aria-current=move || (part.get() == it).then_some("page")
            >
                {it.name(locale)}
            </a>
        }
    };
    view! {
        <PageHead title=words::administration::title(locale) />
        <Show when=move || is_administrator.get()>
            <nav class="bv-cluster bv-switch" aria-label=words::administration::parts(locale)>
                {Part::ALL.map(link)}
            </nav>
        </Show>
        {move || match part.get() {
            Part::People => view! { <People /> }.into_any(),
            Part::Machines => view! { <MachineClients /> }.into_any(),
            Part::Log => view! { <ProcessingLog /> }.into_any(),
        }}
    }
}
