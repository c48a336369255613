//! The dialogs in which somebody chooses what to do: one of a few acts, or the column a card goes to.

use std::time::Duration;

use leptos::prelude::*;

use super::acting::{Subject, use_acting};
use crate::cases::act_model::Act;
use crate::cases::act_words::{glyph, hint, label};
use crate::cases::moving_model::Target;
use crate::cases::queries::FoundSpecialist;
use crate::cases::{column_glyph, column_name};
use crate::i18n::{use_locale, words};
use crate::ui::{Dialog, Glyph, Icon, effect};

/// A dialog that leads to another: closing it without a choice ends the acting.
#[derive(Clone, Copy)]
struct Choosing {
    open: RwSignal<bool>,
    goes_on: StoredValue<bool>,
}

impl Choosing {
    fn new() -> Self {
        let acting = use_acting();
        let choosing = Self { open: RwSignal::new(true), goes_on: StoredValue::new(false) };
        effect(move || {
            if !choosing.open.get() && !choosing.goes_on.get_value() {
                set_timeout(move || acting.close(), Duration::ZERO);
            }
        });
        choosing
    }
}

/// Which of a few acts somebody wants to do.
#[component]
pub fn ChoiceDialog(
    subject: Subject,
    title: String,
    acts: Vec<Act>,
    specialist: Option<FoundSpecialist>,
) -> impl IntoView {
    let locale = use_locale();
    let acting = use_acting();
    let Choosing { open, goes_on } = Choosing::new();
    let sub = Some(words::acts::choose_how(locale).to_owned());
    let rows = move || {
        let row = |act: &Act| {
            let hint = hint(locale, act, &subject.card);
            let (about, specialist, chosen) = (subject.clone(), specialist.clone(), act.clone());
            let begin = Callback::new(move |()| {
                goes_on.set_value(true);
                acting.begin_with(about.clone(), chosen.clone(), specialist.clone());
            });
            view! { <ActRow glyph=glyph(act) label=label(locale, act, &subject.card) hint begin /> }
        };
        acts.iter().map(row).collect_view()
    };
    view! {
        <Dialog id="kies" open title=Signal::stored(title) sub=Signal::stored(sub) foot=|| ()>
            <ul class="bv-list">{rows()}</ul>
        </Dialog>
    }
}

/// Where a card goes. A column stands here only if an act leads to it now.
#[component]
pub fn MoveDialog(subject: Subject, targets: Vec<Target>) -> impl IntoView {
    let locale = use_locale();
    let acting = use_acting();
    let Choosing { open, goes_on } = Choosing::new();
    let title = words::board::move_title(locale, &subject.card.code_word);
    let sub = if targets.is_empty() { words::board::move_nothing(locale) } else { words::board::move_text(locale) };
    let rows = move || {
        let row = |(target, act): (&Target, &Act)| {
            let (about, chosen) = (subject.clone(), act.clone());
            let begin = Callback::new(move |()| {
                goes_on.set_value(true);
                acting.begin(about.clone(), chosen.clone());
            });
            let name = column_name(locale, target.column).to_owned();
            let hint = Some(label(locale, act, &subject.card));
            view! { <ActRow glyph=column_glyph(target.column) label=name hint begin /> }
        };
        let ways = targets.iter().flat_map(|target| target.acts.iter().map(move |act| (target, act)));
        ways.map(row).collect_view()
    };
    view! {
        <Dialog
            id="verplaats"
            open
            title=Signal::stored(title)
            sub=Signal::stored(Some(sub.to_owned()))
            foot=|| ()
        >
            <ul class="bv-list">{rows()}</ul>
        </Dialog>
    }
}

/// A line that begins an act.
#[component]
pub fn ActRow(glyph: Glyph, label: String, hint: Option<String>, begin: Callback<()>) -> impl IntoView {
    let hint = hint.map(|hint| view! { <small>{hint}</small> });
    view! {
        <li>
            <button class="bv-act" type="button" on:click=move |_| begin.run(())>
                <Icon glyph />
                <span>
                    <b>{label}</b>
                    {hint}
                </span>
                <Icon glyph=Glyph::Go />
            </button>
        </li>
    }
}
