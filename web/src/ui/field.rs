//! Fields: a label, a hint, and an error that stands at the field and is heard with it. What was typed stays.

use leptos::prelude::*;

use super::day_input::{DayInput, NO_DAY};
use super::{Glyph, Icon};
use crate::i18n::{use_locale, words};

/// What is typed in a text field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Entry {
    /// One line.
    #[default]
    Line,
    /// Several lines, with this many to begin with.
    Lines(u8),
    /// An e-mail address.
    Email,
    /// The password of this account.
    Password,
    /// A password to be.
    NewPassword,
    /// A telephone number.
    Phone,
    /// A day.
    Day,
    /// A time of the day.
    Time,
    /// A whole number.
    Number,
}

impl Entry {
    fn kind(self) -> &'static str {
        match self {
            Self::Line | Self::Lines(_) => "text",
            Self::Email => "email",
            Self::Password | Self::NewPassword => "password",
            Self::Phone => "tel",
            Self::Day => "date",
            Self::Time => "time",
            Self::Number => "number",
        }
    }

    fn autocomplete(self) -> &'static str {
        match self {
            Self::Email => "username",
            Self::Password => "current-password",
            Self::NewPassword => "new-password",
            _ => "off",
        }
    }
}

/// A field to type in.
#[component]
pub fn TextField(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] entry: Entry,
    #[prop(optional)] required: bool,
    value: RwSignal<String>,
) -> impl IntoView {
    let left = RwSignal::new(false);
    let error = if entry == Entry::Day { day_error(value, left, error) } else { error };
    let described = describe(&id, hint.is_some(), error);
    let invalid = move || error.get().is_some().then_some("true");
    let input = match entry {
        Entry::Day => {
            let invalid = Signal::derive(move || error.get().is_some());
            view! { <DayInput id=id.clone() required invalid described=Signal::derive(described) value left /> }
                .into_any()
        }
        Entry::Lines(rows) => view! {
            <textarea
                class="bv-input"
                id=id.clone()
                rows=rows.to_string()
                required=required
                aria-invalid=invalid
                aria-describedby=described
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            ></textarea>
        }
        .into_any(),
        _ => view! {
            <input
                class="bv-input"
                id=id.clone()
                type=entry.kind()
                autocomplete=entry.autocomplete()
                required=required
                aria-invalid=invalid
                aria-describedby=described
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            />
        }
        .into_any(),
    };
    view! {
        <div class="bv-field" class:bv-field--wrong=move || error.get().is_some()>
            <label for=id.clone()>{label}</label>
            <FieldTexts id hint error />
            {input}
        </div>
    }
}

/// What is wrong with a day: that it is none, once the field was left or the form was refused; else what was told of it.
fn day_error(value: RwSignal<String>, left: RwSignal<bool>, error: Signal<Option<String>>) -> Signal<Option<String>> {
    let locale = use_locale();
    Signal::derive(move || {
        let told = error.get();
        let is_none = value.with(|value| value == NO_DAY) && (left.get() || told.is_some());
        if is_none { Some(words::ui::no_day(locale).to_owned()) } else { told }
    })
}

/// A field to choose from a list: pairs of value and words.
#[component]
pub fn SelectField(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] required: bool,
    #[prop(into)] options: Signal<Vec<(String, String)>>,
    value: RwSignal<String>,
) -> impl IntoView {
    let described = describe(&id, hint.is_some(), error);
    view! {
        <div class="bv-field" class:bv-field--wrong=move || error.get().is_some()>
            <label for=id.clone()>{label}</label>
            <FieldTexts id=id.clone() hint error />
            <select
                class="bv-input"
                id=id
                required=required
                aria-invalid=move || error.get().is_some().then_some("true")
                aria-describedby=described
                on:change=move |event| value.set(event_target_value(&event))
            >
                {move || choices(&options.get(), value)}
            </select>
        </div>
    }
}

/// The options of a `select`, with the chosen one marked.
pub fn choices(options: &[(String, String)], value: RwSignal<String>) -> Vec<impl IntoView + use<>> {
    let option = |(key, words): &(String, String)| {
        let own = key.clone();
        view! {
            <option value=key.clone() prop:selected=move || value.get() == own>
                {words.clone()}
            </option>
        }
    };
    options.iter().map(option).collect()
}

/// One of a few choices, all of them in sight: a radio button as big as its row.
#[component]
pub fn Choice(
    /// The same for all choices of one question.
    #[prop(into)]
    name: String,
    /// What `chosen` becomes.
    #[prop(into)]
    value: String,
    chosen: RwSignal<String>,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] icon: Option<Glyph>,
) -> impl IntoView {
    let own = value.clone();
    let is_chosen = move || chosen.with(|chosen| *chosen == own);
    view! {
        <label class="bv-choice">
            <input
                type="radio"
                name=name
                value=value.clone()
                prop:checked=is_chosen
                on:change=move |_| chosen.set(value.clone())
            />
            {icon.map(|glyph| view! { <Icon glyph /> })}
            <span class="bv-choice__text">
                {label} {hint.map(|hint| view! { <small>{hint}</small> })}
            </span>
            <span class="bv-choice__tick">
                <Icon glyph=Glyph::Check />
            </span>
        </label>
    }
}

/// A question with a few choices, with its hint and error.
#[component]
pub fn ChoiceField(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    children: Children,
) -> impl IntoView {
    let described = describe(&id, hint.is_some(), error);
    view! {
        <fieldset
            class="bv-field"
            class:bv-field--wrong=move || error.get().is_some()
            aria-describedby=described
        >
            <legend class="bv-field__label">{label}</legend>
            <FieldTexts id hint error />
            <div class="bv-grid">{children()}</div>
        </fieldset>
    }
}

/// A box to tick.
#[component]
pub fn Check(
    value: RwSignal<bool>,
    #[prop(into)] label: String,
    #[prop(optional, into)] count: Option<String>,
) -> impl IntoView {
    view! {
        <label class="bv-check">
            <input
                type="checkbox"
                prop:checked=value
                on:change=move |event| value.set(event_target_checked(&event))
            />
            {label}
            {count.map(|count| view! { <span class="bv-count">{count}</span> })}
        </label>
    }
}

/// Hint and error, with the ids that `describe` names.
#[component]
fn FieldTexts(id: String, hint: Option<String>, error: Signal<Option<String>>) -> impl IntoView {
    let hint_id = [&id, "-hint"].concat();
    let error_id = [&id, "-error"].concat();
    view! {
        {hint.map(|hint| view! { <p class="bv-field__hint" id=hint_id>{hint}</p> })}
        <p class="bv-field__error" id=error_id>
            {move || error.get().map(|error| view! { <Icon glyph=Glyph::Late /> {error} })}
        </p>
    }
}

fn describe(id: &str, has_hint: bool, error: Signal<Option<String>>) -> impl Fn() -> Option<String> + use<> {
    let hint = has_hint.then(|| [id, "-hint"].concat());
    let wrong = [id, "-error"].concat();
    move || match (&hint, error.get().is_some()) {
        (Some(hint), true) => Some([wrong.as_str(), " ", hint].concat()),
        (None, true) => Some(wrong.clone()),
        (hint, false) => hint.clone(),
    }
}
