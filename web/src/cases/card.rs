//! A case on the board: as a card in a column, or in the list of a phone.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::act_model::Act;
use super::board::{BoardPlace, use_board};
use super::board_model::card as find;
use super::card_model::{Handy, Move, handy, lateness, main_topic, move_of, place_and_age, topics};
use super::carrying_model::what_follows;
use super::case_words::Said;
use super::column_name;
use super::dialogs::{Subject, card_element, use_acting};
use super::moving_model::targets;
use super::queries::{Board, CaseCard};
use super::selecting::Pick;
use crate::calendar::now;
use crate::graphql::enums::{BoardColumn, CaseAct};
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

/// Tells once on the page how a card is picked up with the keyboard.
pub const CARRY_HINT: &str = "oppakken";

/// A card. What can have the focus stays where it is when the case changes.
#[component]
pub fn Card(
    id: CaseId,
    /// Where it is shown: in the column it stands in, or still in the one it was moved from.
    column: BoardColumn,
    board: Signal<Arc<Board>>,
    /// Its place in the column, from 1, and how many there are.
    place: Signal<(usize, i32)>,
    layout: Layout,
) -> impl IntoView {
    let locale = use_locale();
    let acting = use_acting();
    let BoardPlace { dragging, touching, holding, .. } = use_board();
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
    let is_saving = move |card: &CaseCard| acting.is_under_way(&card.id);
    let can_move = Memo::new(move |_| !is_saving(&card.get()) && !targets(&card.get()).is_empty());
    let key = move |event: leptos::ev::KeyboardEvent| {
        let is_on_link = event.target().is_some_and(|target| target.dyn_ref::<web_sys::HtmlAnchorElement>().is_some());
        let is_plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
        if is_on_link && is_plain && !untrack(|| is_saving(&card.get())) {
            dragging.key(&event, &card.get_untracked(), acting, locale);
        }
    };
    let press = move |event: leptos::ev::PointerEvent| {
        if !untrack(|| is_saving(&card.get())) {
            touching.press(&event, &card.get_untracked());
        }
    };
    let is_lifted = move || card.with(|card| dragging.is_lifted(&card.id));
    let own = StoredValue::new(id.clone());
    let hold = move |is_held: bool| own.with_value(|id| holding.focus(is_held.then_some(id)));
    let point = move |is_held: bool| own.with_value(|id| holding.point(is_held.then_some(id)));
    let leave = move |_| {
        hold(false);
        dragging.stop(locale);
    };
    let hint = move || can_move.get().then_some(CARRY_HINT);
    let is_carried = move || card.with(|card| dragging.is_carried(&card.id));
    let foot = view! { <Foot card id=id.clone() column /> };
    let size = move || place.get().1;
    let position = move || place.get().0;
    let data = id.0.clone();
    let is_small = layout == Layout::Column;
    let (small, title) =
        if is_small { ("bv-card bv-card--case", "bv-card__code") } else { ("bv-card", "bv-card__title") };
    let about = move || if is_small { main_topic(&card.get()).to_owned() } else { topics(&card.get()) };
    let acts = if is_small {
        view! { <MoveButton can_move card word=word.clone() class="bv-back bv-card__menu" /> }.into_any()
    } else {
        view! {
            <div class="bv-buttons bv-buttons--even bv-card__acts">
                <HandyButton card /> <MoveButton can_move card word=word.clone() class="bv-button" />
            </div>
        }
        .into_any()
    };
    view! {
        <li
            class=small
            class:bv-card--dragged=move || dragging.is_dragged(&card.get().id)
            class:bv-card--carried=is_carried
            class:bv-card--movable=can_move
            class:bv-card--lifted=is_lifted
            class:bv-card--saving=move || is_saving(&card.get())
            data-card=data
            aria-setsize=size
            aria-posinset=position
            style:translate=move || is_lifted().then(|| touching.translation())
            draggable=move || (is_small && can_move.get() && !touching.is_by_finger()).to_string()
            on:dragstart=move |event| dragging.start(&event, card.get_untracked())
            on:dragend=move |_| dragging.end()
            on:keydown=key
            on:pointerdown=press
            on:focusin=move |_| hold(true)
            on:focusout=leave
            on:pointerenter=move |_| point(true)
            on:pointerleave=move |_| point(false)
        >
            <h3 class=title>
                <a class="bv-cover" id=element href=href draggable="false" aria-describedby=hint>
                    {word.clone()}
                </a>
            </h3>
            <p>{about}</p>
            <PlaceAndAge card class=if is_small { "bv-card__meta" } else { "bv-muted bv-small" } />
            {foot}
            <Carried card />
            <Pick id word />
            {acts}
        </li>
    }
    .into_any()
}

#[component]
fn PlaceAndAge(card: Signal<CaseCard>, class: &'static str) -> impl IntoView {
    let locale = use_locale();
    view! { <p class=class>{move || place_and_age(locale, &card.get())}</p> }
}

/// What is late or new, and whose move it is.
#[component]
fn Foot(card: Signal<CaseCard>, id: CaseId, column: BoardColumn) -> impl IntoView {
    let locale = use_locale();
    let acting = use_acting();
    let BoardPlace { fresh, .. } = use_board();
    let saving = move || {
        acting.is_under_way(&card.get().id).then(|| {
            view! {
                <Mark tone=Tone::Info glyph=Glyph::Sync>
                    {words::card::saving(locale)}
                </Mark>
            }
        })
    };
    let elsewhere = move || {
        let now = card.with(|card| card.board_column);
        (now != column).then(|| {
            view! {
                <Mark tone=Tone::Info glyph=Glyph::Go>
                    {words::card::stands_in(locale, column_name(locale, now))}
                </Mark>
            }
        })
    };
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
    view! { <p class="bv-card__foot">{late} {saving} {elsewhere} {changed} {turn}</p> }
}

/// Where the card is carried with the keyboard or a finger, for who sees.
#[component]
fn Carried(card: Signal<CaseCard>) -> impl IntoView {
    let locale = use_locale();
    let BoardPlace { dragging, .. } = use_board();
    let shown = move || {
        let card = card.get();
        let column = dragging.carried_to(&card.id)?;
        let name = words::board::carried_to(locale, column_name(locale, column));
        Some(view! {
            <p class="bv-card__carried" aria-hidden="true">
                <b>{name}</b>
                " "
                {what_follows(locale, &card, column)}
            </p>
        })
    };
    view! { {shown} }
}

/// Opens the menu that does what dragging does.
#[component]
fn MoveButton(can_move: Memo<bool>, card: Signal<CaseCard>, word: String, class: &'static str) -> impl IntoView {
    let locale = use_locale();
    let acting = use_acting();
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
