//! The people with an account, and inviting somebody.

use leptos::prelude::*;

use super::invite::InviteDialog;
use super::link::RenewDialog;
use super::people_model::described;
use super::queries::{PeopleQuery, PeopleVariables, Person};
use super::roles::{RolesDialog, may_give};
use crate::account::use_viewer;
use crate::graphql::{load, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{Button, Emphasis, Empty, Face, Further, Glyph, Icon, SkeletonRows, more_button, show_loaded};

/// The list, with a search and the button to invite.
#[component]
pub fn People() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let search = RwSignal::new(String::new());
    let is_inviting = RwSignal::new(false);
    let acts = PersonActs { renewing: RwSignal::new(None), changing: RwSignal::new(None) };
    let searched = Memo::new(move |_| search.with(|search| search.trim().to_owned()));
    let people = load(move || {
        let search = Some(searched.get()).filter(|search| !search.is_empty());
        api.query::<PeopleQuery, _>(PeopleVariables { search, after: None })
    });
    let changed = Callback::new(move |()| people.reload());
    view! {
        <section aria-labelledby="mensen">
            <div class="bv-section__head">
                <h2 id="mensen">{words::administration::people(locale)}</h2>
                <Button
                    emphasis=Emphasis::Primary
                    icon=Glyph::Plus
                    attr:aria-haspopup="dialog"
                    press=move || is_inviting.set(true)
                >
                    {words::administration::invite(locale)}
                </Button>
            </div>
            <div class="bv-search">
                <Icon glyph=Glyph::Search />
                <label class="bv-hidden" for="zoek-mensen">
                    {words::administration::search(locale)}
                </label>
                <input
                    class="bv-input"
                    id="zoek-mensen"
                    type="search"
                    autocomplete="off"
                    placeholder=words::administration::search(locale)
                    on:input=move |event| search.set(event_target_value(&event))
                />
            </div>
            {show_loaded(
                people,
                words::administration::people_failed(locale),
                || view! { <SkeletonRows rows=8 /> },
                move |answer| {
                    let found = move || answer.get().people.clone();
                    view! {
                        {move || {
                            let found = found();
                            // Made anew with each answer, so that further pages belong to this search.
                            view! {
                                <PeopleRows
                                    first=found.nodes
                                    next=found.page_info.next()
                                    search=searched.get_untracked()
                                    acts
                                />
                            }
                        }}
                    }
                },
            )}
        </section>
        <InviteDialog open=is_inviting on_invited=changed />
        {move || acts.renewing.get().map(|person| view! { <RenewDialog person chosen=acts.renewing /> })}
        {move || acts.changing.get().map(|person| view! { <RolesDialog person chosen=acts.changing changed /> })}
    }
}

/// About whom a dialog is open.
#[derive(Clone, Copy)]
struct PersonActs {
    /// Who gets a new link.
    renewing: RwSignal<Option<Person>>,
    /// Whose roles change.
    changing: RwSignal<Option<Person>>,
}

/// The people of the first page, and of the pages after it.
#[component]
fn PeopleRows(first: Vec<Person>, next: Option<String>, search: String, acts: PersonActs) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let further = Further::of(first, next);
    let people = further.rows;
    let search = StoredValue::new(search);
    let ask = move |after: String| {
        let search = Some(search.get_value()).filter(|search| !search.is_empty());
        async move {
            let page = api.query::<PeopleQuery, _>(PeopleVariables { search, after: Some(after) }).await?.people;
            Ok((page.nodes, page.page_info.next()))
        }
    };
    view! {
        <ul class="bv-list">
            <For each=move || people.get() key=|person| person.id.clone() let:person>
                <PersonRow person acts />
            </For>
        </ul>
        <Show when=move || people.with(Vec::is_empty)>
            <Empty title=words::administration::nobody(locale) />
        </Show>
        {more_button(words::administration::more(locale), further, ask)}
    }
}

#[component]
fn PersonRow(person: Person, acts: PersonActs) -> impl IntoView {
    let locale = use_locale();
    let viewer = use_viewer();
    let described = described(locale, &person);
    // With a new link one gets in as that person: only for who may give all that they are.
    let may_renew = viewer.with_untracked(|viewer| person.roles.iter().all(|grant| may_give(viewer, grant.role)));
    let Person { initials, name, email, .. } = person.clone();
    let email = email.map(|email| email.0);
    let act = |said: &'static str, chosen: RwSignal<Option<Person>>| {
        let person = person.clone();
        let name = name.clone();
        view! {
            <Button attr:aria-haspopup="dialog" press=move || chosen.set(Some(person.clone()))>
                {said}
                <span class="bv-hidden">" " {name}</span>
            </Button>
        }
    };
    let renew = may_renew.then(|| act(words::administration::new_link(locale), acts.renewing));
    let change = act(words::administration::change_roles(locale), acts.changing);
    view! {
        <li class="bv-row bv-row--lead">
            <Face initials />
            <div>
                <h3 class="bv-row__title">{name.clone()}</h3>
                <p class="bv-row__sub">{described}</p>
                <p class="bv-row__sub">{email}</p>
                <div class="bv-buttons bv-row__buttons">{change} {renew}</div>
            </div>
        </li>
    }
}
