//! My meetings in the calendar of my own telephone: an address, shown once, that can be withdrawn.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::acts::{
    MakeAddressMutation, MakeAddressVariables, MakeCalendarAddressInput, WithdrawAddressMutation,
    WithdrawAddressVariables, WithdrawCalendarAddressInput,
};
use super::queries::OwnQuery;
use crate::calendar::day_month_year;
use crate::graphql::{Loaded, elsewhere, new_key, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{Alert, Button, Emphasis, Glyph, explain, focus_soon, use_toasts};

/// The card.
#[component]
pub fn CalendarCard(own: Loaded<OwnQuery>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let busy = RwSignal::new(false);
    let trouble = RwSignal::new(None::<String>);
    let address = RwSignal::new(None::<String>);
    let until = Memo::new(move |_| {
        let address = own.answer()?.viewer.clone()?.calendar_address?;
        Some(day_month_year(locale, address.expires_at.here().day))
    });
    let make = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            let input = MakeCalendarAddressInput { idempotency_key: Some(new_key()) };
            let answer = api.mutate::<MakeAddressMutation, _>(MakeAddressVariables { input }).await;
            busy.try_set(false);
            match answer.map(|answer| answer.make_calendar_address) {
                Ok(answer) => {
                    trouble.try_set(elsewhere(&answer.user_errors, &[]));
                    let origin = window().location().origin().unwrap_or_default();
                    address.try_set(answer.path.map(|path| [&origin, &*path].concat()));
                    own.reload();
                }
                Err(failure) => {
                    trouble.try_set(Some(explain(locale, &failure)));
                }
            }
        });
    };
    let withdraw = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            let input = WithdrawCalendarAddressInput { idempotency_key: Some(new_key()) };
            let answer = api.mutate::<WithdrawAddressMutation, _>(WithdrawAddressVariables { input }).await;
            busy.try_set(false);
            match answer.map(|answer| elsewhere(&answer.withdraw_calendar_address.user_errors, &[])) {
                Ok(None) => {
                    address.try_set(None);
                    own.reload();
                    toasts.tell(words::training::calendar_withdrawn(locale));
                    focus_soon("agenda");
                }
                Ok(refused) => {
                    trouble.try_set(refused);
                }
                Err(failure) => {
                    trouble.try_set(Some(explain(locale, &failure)));
                }
            }
        });
    };
    view! {
        <section class="bv-section" aria-labelledby="agenda">
            <h2 id="agenda" tabindex="-1">
                {words::training::calendar(locale)}
            </h2>
            <Alert text=trouble />
            <p>{words::training::calendar_text(locale)}</p>
            {move || until.get().map(|day| view! { <p class="bv-muted">{words::training::calendar_until(locale, &day)}</p> })}
            {move || address.get().map(|address| view! { <Address address /> })}
            <div class="bv-buttons">
                <Button emphasis=Emphasis::Tint icon=Glyph::Clock busy press=make>
                    {move || {
                        if until.get().is_some() {
                            words::training::calendar_again(locale)
                        } else {
                            words::training::calendar_make(locale)
                        }
                    }}
                </Button>
                <Show when=move || until.get().is_some()>
                    <Button busy press=withdraw>{words::training::calendar_withdraw(locale)}</Button>
                </Show>
            </div>
        </section>
    }
}

/// The address, to be copied; nobody can see it again.
#[component]
fn Address(address: String) -> impl IntoView {
    let locale = use_locale();
    focus_soon("agenda-adres");
    let select_all = |event: leptos::ev::FocusEvent| event_target::<web_sys::HtmlInputElement>(&event).select();
    view! {
        <div class="bv-field" role="status">
            <label for="agenda-adres">{words::training::calendar_address(locale)}</label>
            <p class="bv-field__hint" id="agenda-adres-hint">
                {words::training::calendar_hint(locale)}
            </p>
            <input
                class="bv-input"
                id="agenda-adres"
                readonly=true
                aria-describedby="agenda-adres-hint"
                prop:value=address
                on:focus=select_all
            />
        </div>
    }
}
