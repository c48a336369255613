//! The parts of an entry that the list, the panel beside it and its own page share.

use leptos::prelude::*;

use super::queries::{Freshness, OpeningState, Specialist};
use super::words_of::{capacity_mark, capacity_name, channel_name, checked, hours, language_name, marked, opening};
use crate::calendar::{Day, day_month_year, now};
use crate::graphql::enums::Capacity;
use crate::graphql::scalars::{Email, Phone};
use crate::i18n::{use_locale, words};
use crate::ui::{Emphasis, Glyph, Icon, Mark, Tone, dial};

/// Whether there is room.
#[component]
pub fn RoomMark(capacity: Capacity) -> impl IntoView {
    let locale = use_locale();
    let (tone, glyph) = capacity_mark(capacity);
    view! {
        <Mark tone glyph>
            {capacity_name(locale, capacity)}
        </Mark>
    }
}

/// Whether it is open, and until when.
#[component]
pub fn OpeningSaid(state: OpeningState) -> impl IntoView {
    let locale = use_locale();
    let (said, is_good) = opening(locale, state, now());
    if is_good {
        view! { <strong class="bv-small">{said}</strong> }.into_any()
    } else {
        view! { <span class="bv-small">{said}</span> }.into_any()
    }
}

/// When it was checked; a mark when it may no longer be right.
#[component]
pub fn CheckedSaid(on: Day, freshness: Freshness) -> impl IntoView {
    let locale = use_locale();
    let said = checked(locale, on, freshness, now().here().day);
    if freshness.is_stale {
        view! {
            <Mark tone=Tone::Late glyph=Glyph::Flag>
                {said}
            </Mark>
        }
        .into_any()
    } else {
        view! { <span class="bv-muted">{said}</span> }.into_any()
    }
}

/// A text with the matched words marked.
#[component]
pub fn Matched(text: String, words: Vec<String>) -> impl IntoView {
    marked(&text, &words)
        .into_iter()
        .map(|(piece, is_match)| if is_match { view! { <mark>{piece}</mark> }.into_any() } else { piece.into_any() })
        .collect_view()
}

/// Call, mail and route, as big as a thumb.
#[component]
pub fn Ways(
    name: String,
    phone: Option<Phone>,
    email: Option<Email>,
    #[prop(optional_no_strip)] address: Option<String>,
    #[prop(optional)] emphasis: Emphasis,
    /// Shows the number instead of the word.
    #[prop(optional)]
    shows_number: bool,
    #[prop(optional)] is_big: bool,
) -> impl IntoView {
    let locale = use_locale();
    let class = match (emphasis, is_big) {
        (Emphasis::Tint, true) => "bv-button bv-button--tint bv-button--big",
        (Emphasis::Tint, false) => "bv-button bv-button--tint",
        (_, true) => "bv-button bv-button--big",
        (_, false) => "bv-button",
    };
    let hidden = StoredValue::new([" ", &name].concat());
    let way = move |href: String, glyph: Glyph, label: String| {
        view! {
            <a class=class href=href>
                <Icon glyph />
                <span>
                    {label} <span class="bv-hidden">{hidden.get_value()}</span>
                </span>
            </a>
        }
    };
    let call = phone.map(|phone| {
        let label = if shows_number { phone.0.clone() } else { words::ui::call(locale).to_owned() };
        way(dial(&phone), Glyph::Phone, label)
    });
    let mail = email.map(|Email(email)| {
        way(["mailto:", &email].concat(), Glyph::Mail, words::specialists::mail(locale).to_owned())
    });
    let route = address.map(|address| {
        let place = js_sys::encode_uri_component(&address).as_string().unwrap_or_default();
        let is_android = window().navigator().user_agent().is_ok_and(|agent| agent.contains("Android"));
        let (href, is_elsewhere) = route_to(&place, is_android);
        view! {
            <a
                class=class
                href=href
                target=is_elsewhere.then_some("_blank")
                rel=is_elsewhere.then_some("noopener noreferrer")
            >
                <Icon glyph=Glyph::Route />
                <span>
                    {words::specialists::route(locale)} <span class="bv-hidden">{hidden.get_value()}</span>
                </span>
            </a>
        }
    });
    view! {
        {call}
        {mail}
        {route}
    }
}

/// Where the way to an address is shown, and whether that is another site: what the phone has for it where it has that, and
/// else a map that asks nobody's name. Nothing is asked of it before somebody goes there.
fn route_to(place: &str, is_android: bool) -> (String, bool) {
    if is_android {
        (["geo:0,0?q=", place].concat(), false)
    } else {
        (["https://www.openstreetmap.org/search?query=", place].concat(), true)
    }
}

/// For whom and not for whom.
#[component]
pub fn Pair(entry: Specialist) -> impl IntoView {
    let locale = use_locale();
    let not_for_whom = Some(entry.not_for_whom).filter(|text| !text.is_empty());
    view! {
        <div class="bv-pair">
            <div class="bv-pair__yes">
                <Icon glyph=Glyph::Check />
                <h2 class="bv-h3">{words::specialists::for_whom(locale)}</h2>
                <p>{entry.for_whom}</p>
            </div>
            {not_for_whom
                .map(|text| {
                    view! {
                        <div class="bv-pair__no">
                            <Icon glyph=Glyph::Close />
                            <h2 class="bv-h3">{words::specialists::not_for_whom(locale)}</h2>
                            <p>{text}</p>
                        </div>
                    }
                })}
        </div>
    }
}

/// The opening hours, a line a day.
#[component]
pub fn Hours(entry: Specialist) -> impl IntoView {
    let locale = use_locale();
    let lines = hours(locale, &entry.opening_hours, now().here().day);
    if lines.is_empty() {
        return view! { <p>{words::specialists::by_appointment(locale)}</p> }.into_any();
    }
    if entry.opening_state.round_the_clock {
        return view! { <p>{words::specialists::round_the_clock(locale)}</p> }.into_any();
    }
    let rows = lines.into_iter().map(|line| {
        let said = match (line.is_today, line.is_closed) {
            (true, _) => view! {
                <dd>
                    <strong>{line.hours}</strong>
                    " ("
                    {words::specialists::today(locale)}
                    ")"
                </dd>
            }
            .into_any(),
            (false, true) => view! { <dd class="bv-muted">{line.hours}</dd> }.into_any(),
            (false, false) => view! { <dd>{line.hours}</dd> }.into_any(),
        };
        view! {
            <dt>{line.days}</dt>
            {said}
        }
    });
    view! { <dl class="bv-hours">{rows.collect_view()}</dl> }.into_any()
}

/// A fact: its name and what it is.
fn fact(name: &'static str, text: String) -> Option<impl IntoView> {
    (!text.is_empty()).then(|| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{text}</dd>
            </div>
        }
    })
}

/// The other facts: cost, where, languages, areas, topics.
#[component]
pub fn Facts(entry: Specialist) -> impl IntoView {
    let locale = use_locale();
    let channels = entry.channels.iter().map(|channel| channel_name(locale, *channel)).collect::<Vec<_>>().join(", ");
    let place = match (entry.address, entry.address_is_confidential) {
        (Some(address), _) => [channels, address].join(". "),
        (None, true) => [channels.as_str(), words::specialists::address_hidden(locale)].join(". "),
        (None, false) => channels,
    };
    let languages = entry.languages.iter().map(|code| language_name(locale, code)).collect::<Vec<_>>().join(", ");
    let areas = if entry.whole_municipality {
        words::specialists::everywhere(locale).to_owned()
    } else {
        entry.areas_served.into_iter().map(|area| area.name).collect::<Vec<_>>().join(", ")
    };
    let topics = entry.topics.into_iter().map(|topic| topic.name).collect::<Vec<_>>().join(", ");
    view! {
        {fact(words::specialists::cost(locale), entry.cost)}
        {fact(words::specialists::where_(locale), place)}
        {fact(words::specialists::languages(locale), languages)}
        {fact(words::specialists::area(locale), areas)}
        {fact(words::specialists::about(locale), topics)}
    }
}

/// When and by whom it was checked, and what others said since.
#[component]
pub fn Trust(entry: Specialist) -> impl IntoView {
    let locale = use_locale();
    let day = day_month_year(locale, entry.checked_on);
    let said = match &entry.checked_by {
        Some(checker) => words::specialists::checked_by(locale, &day, &checker.name),
        None => words::specialists::checked(locale, &day),
    };
    let marks = Some(entry.freshness.mark_count).filter(|count| *count > 0);
    view! {
        <p class="bv-muted bv-tiny">{said}</p>
        {marks
            .map(|count| {
                view! {
                    <p>
                        <Mark tone=Tone::Late glyph=Glyph::Flag>
                            {words::specialists::marks(locale, count)}
                        </Mark>
                    </p>
                }
            })}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_is_shown_where_the_device_can() {
        assert_eq!(route_to("Plein%201", true), ("geo:0,0?q=Plein%201".to_owned(), false));
        assert_eq!(
            route_to("Plein%201", false),
            ("https://www.openstreetmap.org/search?query=Plein%201".to_owned(), true)
        );
    }
}
