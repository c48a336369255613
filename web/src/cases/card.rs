//! A case on the board: as a card in a column, or in the list of a phone.

use std::sync::Arc;

use leptos::prelude::*;

use super::act_model::Act;
use super::board_model::card as find;
use super::card_model::{Handy, Move, handy, lateness, main_topic, move_of, place_and_age, topics};
use super::case_words::Said;
use super::dialogs::{Subject, card_element, use_acting};
use super::dragging::Dragging;
use super::fresh::Fresh;
use super::moving_model::targets;
use super::queries::{Board, CaseCard};
use crate::calendar::now;
use crate::graphql::enums::CaseAct;
use crate::graphql::scalars::CaseId;
use crate::i18n::{use_locale, words};
use crate::ui::{Button, CallButton, Emphasis, Glyph, Mark, Tone};

/// How a card is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Small, in a column beside others.
    Column,
    /// As wide as a phone, with buttons.
    List,
}

/// A card. What can have the focus stays where it is when the case changes.
#[component]
pub fn Card(id: CaseId, board: Signal<Arc<Board>>, fresh: Fresh, dragging: Dragging, layout: Layout) -> impl IntoView {
    let wanted = id.clone();
    let found = Memo::new(move |before: Option<&Option<CaseCard>>| {
        let now = board.with(|board| find(board, &wanted).cloned());
        // A card on its way out keeps its last face.
        now.or_else(|| before.cloned().flatten())
    });
    let Some(first) = found.get_untracked() else {
        return ().into_any();
    };
    let element = card_element(&first);
    let href = ["/vragen/", &first.id.0].concat();
    let word = first.code_word.clone();
    let card = Signal::derive(move || found.get().unwrap_or_else(|| first.clone()));
    match layout {
        Layout::Column => view! {
            <li
                class="bv-card bv-card--case"
                class:bv-card--dragged=move || dragging.is_dragged(&card.get().id)
                draggable=move || (!targets(&card.get()).is_empty()).to_string()
                on:dragstart=move |event| dragging.start(&event, card.get_untracked())
                on:dragend=move |_| dragging.end()
            >
                <h3 class="bv-card__code">
                    <a class="bv-cover" id=element href=href draggable="false">
                        {word.clone()}
                    </a>
                </h3>
                <p>{move || main_topic(&card.get()).to_owned()}</p>
                <PlaceAndAge card class="bv-card__meta" />
                <Foot card fresh id />
                <MoveButton card word class="bv-back bv-card__menu" />
            </li>
        }
        .into_any(),
        Layout::List => view! {
            <li class="bv-card">
                <h3 class="bv-card__title">
                    <a class="bv-cover" id=element href=href>
                        {word.clone()}
                    </a>
                </h3>
                <p>{move || topics(&card.get())}</p>
                <PlaceAndAge card class="bv-muted bv-small" />
                <Foot card fresh id />
                <div class="bv-buttons bv-buttons--even bv-card__acts">
                    <HandyButton card /> <MoveButton card word class="bv-button" />
                </div>
            </li>
        }
        .into_any(),
    }
}

#[component]
fn PlaceAndAge(card: Signal<CaseCard>, class: &'static str) -> impl IntoView {
    let locale = use_locale();
    view! { <p class=class>{move || place_and_age(locale, &card.get())}</p> }
}

/// What is late or new, and whose move it is.
#[component]
fn Foot(card: Signal<CaseCard>, fresh: Fresh, id: CaseId) -> impl IntoView {
    let locale = use_locale();
    let late = move || {
        let Said { tone, glyph, words } = lateness(locale, &card.get(), now().here().day)?;
        Some(view! {
            <Mark tone glyph>
                {words}
            </Mark>
        })
    };
    let changed = move || {
        fresh.is_marked(&id).then(|| {
            view! {
                <Mark tone=Tone::Info glyph=Glyph::Sync>
                    {words::card::just_changed(locale)}
                </Mark>
            }
        })
    };
    let turn = move || {
        let said = move_of(locale, &card.get(), now().here().day)?;
        let (class, said) = match said {
            Move::Mine(said) => ("bv-move bv-move--mine", said),
            Move::Others(said) => ("bv-move", said),
            Move::Over(said) => ("bv-muted", said),
        };
        Some(view! { <span class=class>{said}</span> })
    };
    view! { <p class="bv-card__foot">{late} {changed} {turn}</p> }
}

/// Opens the menu that does what dragging does.
#[component]
fn MoveButton(card: Signal<CaseCard>, word: String, class: &'static str) -> impl IntoView {
    let locale = use_locale();
    let acting = use_acting();
    let can_move = Memo::new(move |_| !targets(&card.get()).is_empty());
    let open = move |_| {
        let card = card.get_untracked();
        let targets = targets(&card);
        acting.choose_column(Subject { card, content: None }, targets);
    };
    let word = StoredValue::new([" ", &word].concat());
    view! {
        <Show when=move || can_move.get()>
            <button class=class type="button" aria-haspopup="dialog" on:click=open>
                {words::card::move_it(locale)}
                <span class="bv-hidden">{word.get_value()}</span>
            </button>
        </Show>
    }
}

/// What helps now: call who is on turn, or write down what happened.
#[component]
fn HandyButton(card: Signal<CaseCard>) -> impl IntoView {
    let locale = use_locale();
    let acting = use_acting();
    let found = Memo::new(move |_| handy(&card.get()));
    let write = move || {
        let subject = Subject { card: card.get_untracked(), content: None };
        acting.begin(subject, Act::Case(CaseAct::AddNote));
    };
    move || {
        Some(match found.get()? {
            Handy::Call { phone, name } => view! { <CallButton phone name emphasis=Emphasis::Tint /> }.into_any(),
            Handy::Write => view! {
                <Button emphasis=Emphasis::Tint icon=Glyph::Pen press=write>
                    {words::card::write(locale)}
                </Button>
            }
            .into_any(),
        })
    }
}
