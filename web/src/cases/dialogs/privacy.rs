//! The dialogs about what is private: the resident's details, and reading along with a reason.

use std::sync::Arc;

use leptos::prelude::*;

use super::acting::{Doing, use_acting};
use super::fields::{Consent, ConsentFields};
use super::form_model::{Reading, optional};
use super::frame::{ActDialog, Refused, Wording};
use crate::cases::queries::{
    AddResidentDetailsInput, CaseActInput, Order, ReadCaseWithReasonInput, RevealResidentDetailsInput,
};
use crate::graphql::enums::CaseAct;
use crate::graphql::scalars::Phone;
use crate::i18n::{use_locale, words};
use crate::ui::{Check, ChoiceField, Entry, TextField};

/// Name, phone and address, with consent. What is left empty is not sent, and stays as it is.
#[component]
pub fn AddDetailsDialog(doing: Doing) -> impl IntoView {
    const FIELDS: &[&str] = &["name", "phone", "address", "consent", "replaceHidden"];
    let locale = use_locale();
    let acting = use_acting();
    let refused = Refused::of(&doing);
    // What identifies somebody is forgotten as soon as the dialog closes.
    let [name, phone, address] = [(); 3].map(|()| RwSignal::new(String::new()));
    let consent = Consent::unsaid(acting, &doing);
    let may = |act| doing.subject.card.available_acts.contains(&act);
    // What is there stays for who may open it; what somebody else wrote down makes room when that is said.
    let (sub, is_hidden) = match (may(CaseAct::RevealResidentDetails), may(CaseAct::RemoveResidentDetails)) {
        (true, _) => (words::dialogs::add_sub_more(locale), false),
        (false, true) => (words::dialogs::add_sub_instead(locale), true),
        (false, false) => (words::dialogs::add_sub(locale), false),
    };
    let replaces = RwSignal::new(false);
    let at_replaces = refused.at("replaceHidden");
    // Somebody may have written them down since the page was read: then the server asks for it.
    let is_asked = Memo::new(move |_| is_hidden || replaces.get() || at_replaces.with(Option::is_some));
    let card = doing.subject.card.clone();
    let wording = Wording {
        title: words::dialogs::add_title(locale).to_owned(),
        sub: Some(sub.to_owned()),
        submit: words::dialogs::save(locale).to_owned(),
    };
    let fill = Arc::new(move |attempt: &super::Attempt| {
        let mut reading = Reading::new(locale);
        let [name, phone, address] = [name, phone, address].map(|typed| optional(&typed.get_untracked()));
        if [&name, &phone, &address].into_iter().all(Option::is_none) {
            reading.tell("name", words::dialogs::one_detail(locale));
        }
        let replace_hidden = replaces.get_untracked().then_some(true);
        if is_hidden && replace_hidden.is_none() {
            reading.tell("replaceHidden", words::dialogs::replace_needed(locale));
        }
        let order = consent.required(&mut reading).map(|consent| {
            Order::AddDetails(AddResidentDetailsInput {
                case_id: card.id.clone(),
                expected_version: attempt.version,
                name,
                phone: phone.map(Phone),
                address,
                consent,
                replace_hidden,
                idempotency_key: attempt.key.clone(),
            })
        });
        reading.done(order)
    });
    view! {
        <ActDialog doing wording refused fields=FIELDS fill choosing=None>
            <TextField id="naam" label=words::dialogs::name(locale) error=refused.at("name") value=name />
            <TextField
                id="telefoon"
                label=words::dialogs::phone(locale)
                entry=Entry::Phone
                error=refused.at("phone")
                value=phone
            />
            <TextField
                id="adres"
                label=words::dialogs::address(locale)
                entry=Entry::Lines(2)
                error=refused.at("address")
                value=address
            />
            <ConsentFields
                consent
                label=words::dialogs::consent_details(locale)
                refused
                no_hint=words::dialogs::consent_no_details(locale)
            />
            <Show when=move || is_asked.get()>
                <ReplaceField replaces error=at_replaces />
            </Show>
        </ActDialog>
    }
}

/// Whether what the person may not see makes room.
#[component]
fn ReplaceField(replaces: RwSignal<bool>, error: Signal<Option<String>>) -> impl IntoView {
    let locale = use_locale();
    view! {
        <ChoiceField id="vervangen" label=words::dialogs::replace_hidden(locale) error>
            <Check value=replaces label=words::dialogs::replace_yes(locale) />
        </ChoiceField>
    }
}

/// Why somebody looks at the details.
#[component]
pub fn RevealDialog(doing: Doing) -> impl IntoView {
    let locale = use_locale();
    let case_id = doing.subject.card.id.clone();
    let wording = Wording {
        title: words::dialogs::reveal_title(locale).to_owned(),
        sub: Some(words::dialogs::reveal_sub(locale).to_owned()),
        submit: words::dialogs::reveal(locale).to_owned(),
    };
    let order = move |_: &super::Attempt, reason: String| {
        Order::RevealDetails(RevealResidentDetailsInput { case_id: case_id.clone(), reason })
    };
    view! { <WhyDialog doing wording label=words::dialogs::reveal_why(locale) order=Arc::new(order) /> }
}

/// Why somebody reads along.
#[component]
pub fn ReadDialog(doing: Doing) -> impl IntoView {
    let locale = use_locale();
    let case_id = doing.subject.card.id.clone();
    let wording = Wording {
        title: words::dialogs::read_title(locale, &doing.subject.card.code_word),
        sub: Some(words::dialogs::read_sub(locale).to_owned()),
        submit: words::dialogs::read(locale).to_owned(),
    };
    let order = move |attempt: &super::Attempt, reason: String| {
        let idempotency_key = attempt.key.clone();
        Order::ReadWithReason(ReadCaseWithReasonInput { case_id: case_id.clone(), reason, idempotency_key })
    };
    view! { <WhyDialog doing wording label=words::dialogs::read_why(locale) order=Arc::new(order) /> }
}

type WithReason = dyn Fn(&super::Attempt, String) -> Order + Send + Sync;

/// A dialog that only asks why.
#[component]
fn WhyDialog(doing: Doing, wording: Wording, label: &'static str, order: Arc<WithReason>) -> impl IntoView {
    let locale = use_locale();
    let acting = use_acting();
    let refused = Refused::of(&doing);
    let reason = acting.draft(&doing, "reason", "");
    let fill = Arc::new(move |attempt: &super::Attempt| {
        let mut reading = Reading::new(locale);
        let reason = reading.text("reason", &reason.get_untracked());
        reading.done(Some(order(attempt, reason)))
    });
    view! {
        <ActDialog doing wording refused fields=&["reason"] fill choosing=None>
            <TextField
                id="reden"
                label
                entry=Entry::Lines(2)
                required=true
                error=refused.at("reason")
                value=reason
            />
        </ActDialog>
    }
}

/// Takes the details away.
#[component]
pub fn RemoveDetailsDialog(doing: Doing) -> impl IntoView {
    let locale = use_locale();
    let wording = Wording {
        title: words::dialogs::remove_title(locale).to_owned(),
        sub: Some(words::dialogs::remove_text(locale).to_owned()),
        submit: words::dialogs::remove(locale).to_owned(),
    };
    view! { <PlainDialog doing wording order=Order::RemoveDetails /> }
}

/// An act that asks nothing, when it did not work at once or must be meant.
#[component]
pub fn PlainDialog(doing: Doing, wording: Wording, order: fn(CaseActInput) -> Order) -> impl IntoView {
    let refused = Refused::of(&doing);
    let case_id = doing.subject.card.id.clone();
    let fill = Arc::new(move |attempt: &super::Attempt| {
        Ok(order(CaseActInput {
            case_id: case_id.clone(),
            expected_version: attempt.version,
            idempotency_key: Some(attempt.key.clone()),
        }))
    });
    view! {
        <ActDialog doing wording refused fields=&[] fill choosing=None />
    }
}
