//! The page, in four parts. Which part is open stands in the address.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::log::ProcessingLog;
use super::machines::MachineClients;
use super::mail::UndeliveredMail;
use super::people::People;
use crate::account::use_viewer;
use crate::graphql::enums::Role;
use crate::i18n::{Locale, use_locale, words};
use crate::ui::PageHead;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    People,
    Mail,
    Machines,
    Log,
}

impl Part {
    const ALL: [Self; 4] = [Self::People, Self::Mail, Self::Machines, Self::Log];

    /// Whether it is for everybody who looks after accounts, and not for administrators alone.
    fn is_for_all(self) -> bool {
        match self {
            Self::People | Self::Mail => true,
            Self::Machines | Self::Log => false,
        }
    }

    /// Its name in the address.
    fn key(self) -> &'static str {
        match self {
            Self::People => "mensen",
            Self::Mail => "mail",
            Self::Machines => "systemen",
            Self::Log => "logboek",
        }
    }

    fn name(self, locale: Locale) -> &'static str {
        match self {
            Self::People => words::administration::people(locale),
            Self::Mail => words::administration::mail(locale),
            Self::Machines => words::administration::machines(locale),
            Self::Log => words::administration::log(locale),
        }
    }
}

/// Accounts, mail that doesn't arrive, machines and the processing log. A coordinator sees the first two.
#[component]
pub fn AdministrationPage() -> impl IntoView {
    let locale = use_locale();
    let viewer = use_viewer();
    let query = use_query_map();
    let is_administrator = Memo::new(move |_| viewer.get().has_role(&[Role::Administrator]));
    let part = Memo::new(move |_| {
        let key = query.get().get("deel").unwrap_or_default();
        let part = Part::ALL.into_iter().find(|part| part.key() == key);
        part.filter(|part| part.is_for_all() || is_administrator.get()).unwrap_or(Part::People)
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
        <nav class="bv-cluster bv-switch" aria-label=words::administration::parts(locale)>
            {move || {
                let own = Part::ALL.into_iter().filter(|part| part.is_for_all() || is_administrator.get());
                own.map(link).collect_view()
            }}
        </nav>
        {move || match part.get() {
            Part::People => view! { <People /> }.into_any(),
            Part::Mail => view! { <UndeliveredMail /> }.into_any(),
            Part::Machines => view! { <MachineClients /> }.into_any(),
            Part::Log => view! { <ProcessingLog /> }.into_any(),
        }}
    }
}
