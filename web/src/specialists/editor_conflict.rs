//! What somebody else changed in an entry that is being written, and the choice where both changed the same.

use std::sync::Arc;

use leptos::prelude::*;

use super::changes::ChoicesQuery;
use super::editor_conflict_model::{Conflict, Part, Whose};
use super::editor_model::Draft;
use super::words_of::{capacity_name, channel_name, language_name};
use crate::graphql::enums::SpecialistKind;
use crate::i18n::{Locale, use_locale, words};
use crate::ui::{Glyph, Icon, effect, focus_soon};

/// The card above the buttons of the form.
#[component]
pub fn ConflictCard(
    conflict: RwSignal<Option<Conflict>>,
    draft: RwSignal<Draft>,
    choices: Signal<Arc<ChoicesQuery>>,
) -> impl IntoView {
    const HEADING: &str = "botsing";
    let locale = use_locale();
    // Drawn anew for another conflict, not for each choice in it.
    let found = Memo::new(move |_| {
        conflict.with(|it| it.as_ref().map(|it| (it.theirs.clone(), it.taken.clone(), it.disputed.clone())))
    });
    // It stands below a long form, and the button that was pressed is below that: what changed is read first.
    effect(move || {
        if found.with(Option::is_some) {
            focus_soon(HEADING);
        }
    });
    let card = move || {
        let (theirs, taken, disputed) = found.get()?;
        let taken = taken.into_iter().map(|part| {
            let now = choices.with_untracked(|choices| said(locale, part, &theirs, choices));
            view! {
                <li>
                    <p class="bv-strong">{part_name(locale, part)}</p>
                    <p>{now}</p>
                </li>
            }
        });
        let taken = taken.collect_view();
        let disputed = disputed.into_iter().map(|part| {
            let theirs = choices.with_untracked(|choices| said(locale, part, &theirs, choices));
            view! { <Both part theirs conflict draft choices /> }
        });
        let disputed = disputed.collect_view();
        Some(view! {
            <div class="bv-next">
                <div>
                    <h2 class="bv-next__what" id=HEADING tabindex="-1">
                        {words::dialogs::conflict_somebody(locale)}
                    </h2>
                    <p>{words::specialists::conflict_text(locale)}</p>
                </div>
                <ul class="bv-stack">{taken}</ul>
                {disputed}
            </div>
        })
    };
    view! { <div role="alert">{card}</div> }
}

/// Both versions of one part, to choose from. Nothing is chosen beforehand.
#[component]
fn Both(
    part: Part,
    theirs: String,
    conflict: RwSignal<Option<Conflict>>,
    draft: RwSignal<Draft>,
    choices: Signal<Arc<ChoicesQuery>>,
) -> impl IntoView {
    let locale = use_locale();
    let chosen = move || conflict.with(|it| it.as_ref()?.choice(part));
    let choice = move |whose: Whose, text: AnyView, who: &'static str| {
        let choose = move |_| conflict.update(|it| it.iter_mut().for_each(|it| it.choose(part, whose)));
        view! {
            <label class="bv-choice">
                <input
                    type="radio"
                    name=["versie-", part_name(locale, part)].concat()
                    prop:checked=move || chosen() == Some(whose)
                    on:change=choose
                />
                <span class="bv-choice__text">{text} <small>{who}</small></span>
                <span class="bv-choice__tick">
                    <Icon glyph=Glyph::Check />
                </span>
            </label>
        }
    };
    let mine = move || draft.with(|draft| choices.with(|choices| said(locale, part, draft, choices)));
    view! {
        <fieldset class="bv-grid">
            <legend class="bv-field__label">
                {part_name(locale, part)} ": " {words::dialogs::conflict_which(locale)}
            </legend>
            {choice(Whose::Mine, mine.into_any(), words::dialogs::conflict_yours(locale))}
            {choice(Whose::Theirs, theirs.into_any(), words::dialogs::conflict_theirs(locale))}
        </fieldset>
    }
}

/// What a part is called in the form.
fn part_name(locale: Locale, part: Part) -> &'static str {
    match part {
        Part::Name => words::specialists::name(locale),
        Part::Organisation => words::specialists::organisation(locale),
        Part::Kind => words::specialists::kind(locale),
        Part::Description => words::specialists::description(locale),
        Part::Topics => words::specialists::about(locale),
        Part::ForWhom => words::specialists::for_whom(locale),
        Part::NotForWhom => words::specialists::not_for_whom(locale),
        Part::HowToGetIn => words::specialists::how_to_get_in(locale),
        Part::Cost => words::specialists::cost(locale),
        Part::Capacity => words::specialists::facet_room(locale),
        Part::Channels => words::specialists::where_(locale),
        Part::Hours => words::specialists::open(locale),
        Part::Languages => words::specialists::languages(locale),
        Part::Areas => words::specialists::area(locale),
        Part::Phone => words::specialists::phone(locale),
        Part::Email => words::specialists::email(locale),
        Part::Website => words::specialists::website(locale),
        Part::Address => words::specialists::address(locale),
        Part::Confidential => words::specialists::address_secret(locale),
        Part::Public => words::specialists::is_public(locale),
    }
}

/// What a part says.
fn said(locale: Locale, part: Part, draft: &Draft, choices: &ChoicesQuery) -> String {
    let yes_or_no = |yes| if yes { words::specialists::yes(locale) } else { words::specialists::no(locale) };
    let said = match part {
        Part::Name => draft.name.clone(),
        Part::Organisation => {
            let own = choices.organisations.nodes.iter().find(|it| it.id.0 == draft.organisation);
            own.map(|it| it.name.clone()).unwrap_or_default()
        }
        Part::Kind => match draft.kind {
            SpecialistKind::Professional => words::specialists::kind_professional(locale).to_owned(),
            SpecialistKind::VolunteerOrganisation => words::specialists::kind_volunteer(locale).to_owned(),
        },
        Part::Description => draft.description.clone(),
        Part::Topics => listed(draft.topics.iter().filter_map(|id| {
            let topic = choices.topics.iter().find(|topic| topic.id == *id);
            topic.map(|topic| topic.name.clone())
        })),
        Part::ForWhom => draft.for_whom.clone(),
        Part::NotForWhom => draft.not_for_whom.clone(),
        Part::HowToGetIn => draft.how_to_get_in.clone(),
        Part::Cost => draft.cost.clone(),
        Part::Capacity => capacity_name(locale, draft.capacity).to_owned(),
        Part::Channels => listed(draft.channels.iter().map(|it| channel_name(locale, *it).to_owned())),
        Part::Hours => draft.hours.clone(),
        Part::Languages => listed(draft.languages.iter().map(|code| language_name(locale, code))),
        Part::Areas if draft.everywhere => words::specialists::everywhere(locale).to_owned(),
        Part::Areas => listed(draft.areas.iter().filter_map(|id| {
            let area = choices.neighbourhoods.iter().find(|area| area.id == *id);
            area.map(|area| area.name.clone())
        })),
        Part::Phone => draft.phone.clone(),
        Part::Email => draft.email.clone(),
        Part::Website => draft.website.clone(),
        Part::Address => draft.address.clone(),
        Part::Confidential => yes_or_no(draft.is_confidential).to_owned(),
        Part::Public => yes_or_no(draft.is_public).to_owned(),
    };
    if said.trim().is_empty() { words::specialists::left_empty(locale).to_owned() } else { said }
}

fn listed(names: impl Iterator<Item = String>) -> String {
    names.collect::<Vec<_>>().join(", ")
}
