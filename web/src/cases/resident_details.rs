//! The details of the resident: whether there are, opened only with a reason, and shown until the page is left.

use leptos::prelude::*;

use super::act_model::Act;
use super::act_words::label;
use super::case_page::{CasePlace, use_case};
use super::case_words::consent_name;
use super::dialogs::{Subject, use_acting};
use super::queries::{CaseDetail, ResidentDetails};
use crate::calendar::day_month_year;
use crate::graphql::enums::CaseAct;
use crate::i18n::{use_locale, words};
use crate::ui::{Button, CallButton, focus_soon};

/// Whether there are details, and what one may do with them.
#[component]
pub fn ResidentSection(case: Signal<CaseDetail>) -> impl IntoView {
    const HEADING: &str = "gegevens";
    let locale = use_locale();
    let CasePlace { revealed, .. } = use_case();
    let known = Memo::new(move |_| case.with(|case| case.resident_details.clone()));
    let may = move |act: CaseAct| case.with(|case| case.card.available_acts.contains(&act));
    let told = move || {
        let details = known.get()?;
        Some(match (details.are_present, details.added_at) {
            (false, _) => words::case::anonymous(locale).to_owned(),
            (true, None) => words::case::there_are(locale).to_owned(),
            (true, Some(at)) => words::case::there_are_since(locale, &day_month_year(locale, at.here().day)),
        })
    };
    let is_open = Memo::new(move |_| revealed.with(Option::is_some));
    let hide = move || {
        revealed.set(None);
        // This button goes away with what it hides.
        focus_soon(HEADING);
    };
    view! {
        <Show when=move || known.with(Option::is_some)>
            <section aria-labelledby=HEADING>
                <div class="bv-section__head">
                    <h2 id=HEADING tabindex="-1">
                        {words::case::details(locale)}
                    </h2>
                </div>
                {move || match revealed.get() {
                    Some(details) => view! { <Revealed details /> }.into_any(),
                    None => view! { <p>{told}</p> }.into_any(),
                }}
                <div class="bv-buttons bv-row__buttons">
                    <Show when=move || may(CaseAct::RevealResidentDetails) && !is_open.get()>
                        <ActButton case act=CaseAct::RevealResidentDetails />
                    </Show>
                    <Show when=move || is_open.get()>
                        <Button press=hide>{words::case::hide(locale)}</Button>
                    </Show>
                    <Show when=move || may(CaseAct::AddResidentDetails)>
                        <ActButton case act=CaseAct::AddResidentDetails />
                    </Show>
                    <Show when=move || may(CaseAct::RemoveResidentDetails)>
                        <ActButton case act=CaseAct::RemoveResidentDetails />
                    </Show>
                </div>
            </section>
        </Show>
    }
}

#[component]
fn ActButton(case: Signal<CaseDetail>, act: CaseAct) -> impl IntoView {
    let locale = use_locale();
    let acting = use_acting();
    let begin = move || {
        let case = case.get_untracked();
        acting.begin(Subject { card: case.card, content: case.content }, Act::Case(act));
    };
    view! { <Button press=begin>{case.with_untracked(|case| label(locale, &Act::Case(act), &case.card))}</Button> }
}

/// What is known, while the page is open.
#[component]
fn Revealed(details: ResidentDetails) -> impl IntoView {
    let locale = use_locale();
    let fact = |term: &'static str, says: String| {
        view! {
            <div>
                <dt>{term}</dt>
                <dd>{says}</dd>
            </div>
        }
    };
    let name = details.name.clone().map(|name| fact(words::case::name(locale), name));
    let phone = details.phone.clone().map(|phone| fact(words::case::phone(locale), phone.0));
    let address = details.address.clone().map(|address| fact(words::case::address(locale), address));
    let given = consent_name(locale, details.consent_form);
    let consent = [given, ", ", &day_month_year(locale, details.consent_on)].concat();
    let call = details.phone.map(|phone| {
        let name = details.name.unwrap_or_default();
        view! { <CallButton phone name /> }
    });
    view! {
        <div role="status">
            <dl class="bv-grid bv-facts">
                {name}
                {phone}
                {address}
                {fact(words::case::consent(locale), consent)}
            </dl>
            <p class="bv-row__sub bv-after">{words::case::shown_until(locale)}</p>
        </div>
        {call}
    }
}
