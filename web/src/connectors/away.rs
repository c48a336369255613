//! Who is away and who stands in, and telling that one is away oneself.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::act_fields::named;
use super::queries::{
    Absence, CancelAbsenceInput, CancelAbsenceMutation, CancelAbsenceVariables, ChoicesQuery, ContactPerson,
    PlanAbsenceInput, PlanAbsenceMutation, PlanAbsenceVariables,
};
use crate::account::use_viewer;
use crate::calendar::{Day, full_day_near, now};
use crate::graphql::enums::Role;
use crate::graphql::scalars::PersonId;
use crate::graphql::{Failure, SteadyKey, UserError, elsewhere, load, new_key, told_at, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{
    Alert, Button, Dialog, Emphasis, Entry, SelectField, SkeletonRows, TextField, explain, focus_wrong, show_loaded,
    use_toasts,
};

/// The section with who is away.
#[component]
pub fn Away(
    absences: Signal<Vec<Absence>>,
    /// Something changed: ask again.
    changed: Callback<()>,
) -> impl IntoView {
    let locale = use_locale();
    let open = RwSignal::new(false);
    let rows = move || {
        let absences = absences.get();
        if absences.is_empty() {
            return view! { <p class="bv-muted">{words::connectors::away_none(locale)}</p> }.into_any();
        }
        let rows = absences.into_iter().map(|absence| view! { <Row absence changed /> });
        view! { <ul class="bv-list">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="bv-section" aria-labelledby="weg-kop">
            <div class="bv-section__head">
                <h2 id="weg-kop">{words::connectors::away(locale)}</h2>
                <Button press=move || open.set(true)>{words::connectors::plan_away(locale)}</Button>
            </div>
            {rows}
            <PlanDialog open changed />
        </section>
    }
}

#[component]
fn Row(absence: Absence, changed: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let busy = RwSignal::new(false);
    let name = |person: &Option<ContactPerson>| person.as_ref().map_or_else(String::new, |it| it.name.clone());
    let day = |day: Day| full_day_near(locale, day, now().here().day);
    let (who, other) = (name(&absence.person), name(&absence.stand_in));
    let text = words::connectors::away_row(locale, &who, &day(absence.from_on), &day(absence.until_on), &other);
    let id = absence.id.clone();
    let cancel = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let input = CancelAbsenceInput { absence_id: id.clone(), idempotency_key: Some(new_key()) };
        spawn_local(async move {
            let answer = api.mutate::<CancelAbsenceMutation, _>(CancelAbsenceVariables { input }).await;
            busy.try_set(false);
            match answer.map(|answer| elsewhere(&answer.cancel_absence.user_errors, &[])) {
                Ok(None) => {
                    toasts.tell(words::connectors::away_cancelled(locale));
                    changed.try_run(());
                }
                Ok(Some(refused)) => toasts.tell(refused),
                Err(failure) => toasts.tell(explain(locale, &failure)),
            }
        });
    };
    // Only the own one can be cancelled here; who stands in just sees it.
    let viewer = use_viewer();
    let me = viewer.with_untracked(|viewer| viewer.person.id.clone());
    let runs = viewer.with_untracked(|viewer| viewer.has_role(&[Role::Coordinator]));
    let may_cancel = runs || absence.person.as_ref().is_some_and(|person| person.person_id == me);
    view! {
        <li class="bv-row">
            <p>{text}</p>
            {may_cancel
                .then(|| {
                    view! {
                        <Button press=cancel busy>
                            {words::connectors::away_cancel(locale)}
                            <span class="bv-hidden">{[" ", &who].concat()}</span>
                        </Button>
                    }
                })}
        </li>
    }
}

#[component]
fn PlanDialog(open: RwSignal<bool>, changed: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let text = || RwSignal::new(String::new());
    let (from, until, person) = (text(), text(), text());
    let refusals = RwSignal::new(Vec::<UserError>::new());
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let steady = StoredValue::new(SteadyKey::default());
    let submit = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        let (first, last) = (Day::parse(&from.get_untracked()), Day::parse(&until.get_untracked()));
        let (Some(from_on), Some(until_on)) = (first, last) else {
            let missing = |is: bool, field| is.then(|| UserError::missing(field, words::dialogs::required(locale)));
            let wrong = [missing(first.is_none(), "fromOn"), missing(last.is_none(), "untilOn")];
            refusals.set(wrong.into_iter().flatten().collect());
            return focus_wrong();
        };
        if person.with_untracked(String::is_empty) {
            refusals.set(vec![UserError::missing("standInId", words::dialogs::required(locale))]);
            return focus_wrong();
        }
        let mut input = PlanAbsenceInput {
            stand_in_id: PersonId(person.get_untracked()),
            from_on,
            until_on,
            idempotency_key: String::new(),
        };
        input.idempotency_key = steady.try_update_value(|key| key.of(&input)).unwrap_or_default();
        busy.set(true);
        spawn_local(async move {
            let answer = api.mutate::<PlanAbsenceMutation, _>(PlanAbsenceVariables { input }).await;
            busy.try_set(false);
            failure.try_set(answer.as_ref().err().cloned());
            let Ok(answer) = answer else { return };
            steady.try_update_value(SteadyKey::answered);
            let user_errors = answer.plan_absence.user_errors;
            if user_errors.is_empty() {
                toasts.tell(words::connectors::away_planned(locale));
                open.try_set(false);
                changed.try_run(());
            }
            refusals.try_set(user_errors);
            focus_wrong();
        });
    });
    let at = move |field: &'static str| Signal::derive(move || refusals.with(|all| told_at(all, field)));
    let wrong = Signal::derive(move || {
        let failed = failure.get().map(|failure| explain(locale, &failure));
        failed.or_else(|| refusals.with(|all| elsewhere(all, &["fromOn", "untilOn", "standInId"])))
    });
    let foot = move || {
        view! {
            <Button emphasis=Emphasis::Primary submits=true busy>
                {words::connectors::save(locale)}
            </Button>
            <Button press=move || open.set(false)>{words::connectors::not_now(locale)}</Button>
        }
    };
    view! {
        <Dialog id="afwezig" open title=words::connectors::plan_away(locale) on_submit=submit foot=foot>
            <Alert text=wrong />
            <p>{words::connectors::plan_away_text(locale)}</p>
            <TextField
                id="van"
                label=words::connectors::from_on(locale)
                entry=Entry::Day
                required=true
                error=at("fromOn")
                value=from
            />
            <TextField
                id="tot"
                label=words::connectors::until_on(locale)
                entry=Entry::Day
                required=true
                error=at("untilOn")
                value=until
            />
            <StandIn person error=at("standInId") />
        </Dialog>
    }
}

/// Colleagues at the viewer's own side.
#[component]
fn StandIn(person: RwSignal<String>, error: Signal<Option<String>>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let me = use_viewer().with_untracked(|viewer| viewer.person.id.clone());
    let loaded = load(move || api.query::<ChoicesQuery, _>(()));
    show_loaded(
        loaded,
        words::connectors::failed(locale),
        || view! { <SkeletonRows rows=1 /> },
        move |answer: Signal<Arc<ChoicesQuery>>| {
            let choices = answer.get_untracked();
            let is_here = |people: &[ContactPerson]| people.iter().any(|person| person.person_id == me);
            let own = if is_here(&choices.municipality) { &choices.municipality } else { &choices.welfare };
            let others: Vec<_> = own.iter().filter(|person| person.person_id != me).cloned().collect();
            let options = Signal::stored(named(&others, words::connectors::choose(locale)));
            view! {
                <SelectField id="vervanger" label=words::connectors::stand_in(locale) required=true options error value=person />
            }
        },
    )
}
