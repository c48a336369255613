//! The dialogs that ask somebody along, or to take over: a community worker, a specialist, or oneself.

use std::sync::Arc;

use leptos::prelude::*;

use super::acting::{Doing, use_acting};
use super::fields::{Consent, ConsentFields, Reason, ReasonFields};
use super::form_model::Reading;
use super::frame::{ActDialog, Refused, Wording};
use super::specialist_picker::SpecialistPicker;
use crate::cases::act_model::Act;
use crate::cases::case_words::short_name;
use crate::cases::queries::{
    OfferTakeoverInput, Order, RequestSpecialistInput, RequestWorkerInput, WorkersQuery, WorkersVariables,
};
use crate::graphql::enums::CaseAct;
use crate::graphql::scalars::PersonId;
use crate::graphql::{load, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{Button, Choice, ChoiceField, Emphasis, Entry, Glyph, TextField};

/// A community worker is asked for support, or to take over.
#[component]
pub fn WorkerDialog(doing: Doing) -> impl IntoView {
    const FIELDS: &[&str] = &["communityWorkerId", "reason", "nextStep", "consent"];
    let locale = use_locale();
    let api = use_api();
    let acting = use_acting();
    let refused = Refused::of(&doing);
    let reason = Reason::of(acting, &doing);
    let consent = Consent::of(acting, &doing);
    let worker = acting.draft(&doing, "communityWorkerId", "");
    let card = doing.subject.card.clone();
    let place = card.neighbourhood.id.clone();
    let takes_over = doing.act == Act::Case(CaseAct::RequestTakeover);
    let word = &card.code_word;
    let wording = if takes_over {
        Wording {
            title: words::dialogs::takeover_title(locale, word),
            sub: Some(words::dialogs::takeover_sub(locale).to_owned()),
            submit: words::dialogs::hand_over(locale).to_owned(),
        }
    } else {
        Wording {
            title: words::dialogs::support_title(locale, word),
            sub: Some(words::dialogs::support_sub(locale).to_owned()),
            submit: words::dialogs::ask(locale).to_owned(),
        }
    };
    let fill = Arc::new(move |attempt: &super::Attempt| {
        let mut reading = Reading::new(locale);
        let chosen = worker.get_untracked();
        let input = RequestWorkerInput {
            case_id: card.id.clone(),
            expected_version: attempt.version,
            community_worker_id: (!chosen.is_empty()).then_some(PersonId(chosen)),
            reason: reason.why(&mut reading),
            next_step: reason.next(),
            consent: consent.read(&mut reading),
            idempotency_key: attempt.key.clone(),
        };
        reading.done(Some(if takes_over { Order::RequestTakeover(input) } else { Order::RequestSupport(input) }))
    });
    let workers = load(move || api.query::<WorkersQuery, _>(WorkersVariables { neighbourhood_id: place.clone() }));
    let choices = move || {
        let answer = workers.answer();
        let workers = answer.iter().flat_map(|answer| &answer.community_workers);
        let choice = |colleague: &crate::cases::queries::Colleague| {
            view! {
                <Choice
                    name="aan-wie"
                    value=colleague.id.0.clone()
                    chosen=worker
                    label=colleague.name.clone()
                />
            }
        };
        workers.map(choice).collect_view()
    };
    let failed = move || {
        workers.failure().map(|_| {
            view! {
                <p role="alert">{words::dialogs::workers_failed(locale)}</p>
                <Button emphasis=Emphasis::Plain icon=Glyph::Sync press=move || workers.reload()>
                    {words::ui::try_again(locale)}
                </Button>
            }
        })
    };
    view! {
        <ActDialog doing wording refused fields=FIELDS fill choosing=None>
            <ChoiceField
                id="aan-wie"
                label=words::dialogs::which_worker(locale)
                error=refused.at("communityWorkerId")
            >
                <Choice
                    name="aan-wie"
                    value=""
                    chosen=worker
                    label=words::dialogs::any_worker(locale)
                    hint=words::dialogs::any_worker_hint(locale)
                />
                {choices}
            </ChoiceField>
            {failed}
            <ReasonFields reason refused />
            <ConsentFields
                consent
                label=words::dialogs::consent_worker(locale)
                refused
                no_hint=words::dialogs::consent_no_hint(locale)
            />
        </ActDialog>
    }
}

/// A community worker offers to take over.
#[component]
pub fn OfferDialog(doing: Doing) -> impl IntoView {
    let locale = use_locale();
    let acting = use_acting();
    let refused = Refused::of(&doing);
    let reason = Reason::of(acting, &doing);
    let card = doing.subject.card.clone();
    let holder = card.holder.as_ref().map(|holder| words::dialogs::offer_sub(locale, short_name(holder)));
    let wording = Wording {
        title: words::dialogs::offer_title(locale, &card.code_word),
        sub: holder,
        submit: words::dialogs::offer(locale).to_owned(),
    };
    let fill = Arc::new(move |attempt: &super::Attempt| {
        let mut reading = Reading::new(locale);
        let input = OfferTakeoverInput {
            case_id: card.id.clone(),
            expected_version: attempt.version,
            reason: reason.why(&mut reading),
            next_step: reason.next(),
            idempotency_key: attempt.key.clone(),
        };
        reading.done(Some(Order::OfferTakeover(input)))
    });
    view! {
        <ActDialog doing wording refused fields=&["reason", "nextStep"] fill choosing=None>
            <ReasonFields reason refused />
        </ActDialog>
    }
}

/// A specialist is asked to think along, to visit together, or to take over.
#[component]
pub fn SpecialistDialog(doing: Doing) -> impl IntoView {
    const FIELDS: &[&str] = &["specialistId", "reason", "nextStep", "consent", "plannedAt"];
    let locale = use_locale();
    let acting = use_acting();
    let refused = Refused::of(&doing);
    let reason = Reason::of(acting, &doing);
    let consent = Consent::of(acting, &doing);
    let day = acting.draft(&doing, "plannedDay", "");
    let time = acting.draft(&doing, "plannedTime", "");
    let chosen = RwSignal::new(doing.specialist.clone());
    let card = doing.subject.card.clone();
    let act = if let Act::Case(act) = &doing.act { *act } else { CaseAct::RequestConsultation };
    let word = &card.code_word;
    let (title, sub, submit) = match act {
        CaseAct::RequestHandover => (
            words::dialogs::handover_title(locale, word),
            words::dialogs::handover_sub(locale),
            words::dialogs::hand_over(locale),
        ),
        CaseAct::RequestJointVisit => {
            (words::dialogs::visit_title(locale, word), words::dialogs::visit_sub(locale), words::dialogs::ask(locale))
        }
        _ => (
            words::dialogs::consultation_title(locale, word),
            words::dialogs::consultation_sub(locale),
            words::dialogs::ask(locale),
        ),
    };
    let wording = Wording { title, sub: Some(sub.to_owned()), submit: submit.to_owned() };
    let subject = card.clone();
    let fill = Arc::new(move |attempt: &super::Attempt| {
        let mut reading = Reading::new(locale);
        let specialist = chosen.get_untracked();
        if specialist.is_none() {
            reading.tell("specialistId", words::dialogs::choose_specialist(locale));
        }
        let reason_given = reason.why(&mut reading);
        let consent = consent.read(&mut reading);
        let planned_at = reading.moment("plannedAt", &day.get_untracked(), &time.get_untracked());
        let input = specialist.map(|specialist| RequestSpecialistInput {
            case_id: card.id.clone(),
            expected_version: attempt.version,
            specialist_id: specialist.id,
            reason: reason_given,
            next_step: reason.next(),
            consent,
            planned_at,
            idempotency_key: attempt.key.clone(),
        });
        let order = input.map(|input| match act {
            CaseAct::RequestHandover => Order::RequestHandover(input),
            CaseAct::RequestJointVisit => Order::RequestJointVisit(input),
            _ => Order::RequestConsultation(input),
        });
        reading.done(order)
    });
    let is_visit = act == CaseAct::RequestJointVisit;
    let whom =
        if act == CaseAct::RequestHandover { words::dialogs::whom(locale) } else { words::dialogs::whom_with(locale) };
    view! {
        <ActDialog doing wording refused fields=FIELDS fill choosing=None>
            <SpecialistPicker label=whom card=subject.clone() chosen error=refused.at("specialistId") />
            <Show when=move || is_visit>
                <div class="bv-grid">
                    <TextField
                        id="bezoek-dag"
                        label=words::dialogs::visit_day(locale)
                        hint=words::dialogs::visit_hint(locale)
                        entry=Entry::Day
                        error=refused.at("plannedAt")
                        value=day
                    />
                    <TextField
                        id="bezoek-tijd"
                        label=words::dialogs::visit_time(locale)
                        entry=Entry::Time
                        value=time
                    />
                </div>
            </Show>
            <ReasonFields reason refused />
            <ConsentFields
                consent
                label=words::dialogs::consent_specialist(locale)
                refused
                no_hint=words::dialogs::consent_no_hint(locale)
            />
        </ActDialog>
    }
}
