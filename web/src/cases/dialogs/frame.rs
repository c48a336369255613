//! What all dialogs of acts have in common: sending, what was refused and where, and somebody else being ahead.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::acting::{Doing, Done, use_acting};
use super::conflict::{Choosing, Conflict, ConflictCard};
use crate::cases::act_model::Act;
use crate::cases::queries::{CaseDetail, CaseQuery, CaseVariables, Order};
use crate::graphql::enums::UserErrorCode;
use crate::graphql::{Api, Failure, UserError, elsewhere, new_key, told_at, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{Alert, Button, Dialog, Emphasis, explain};

/// So many lines of the timeline tell what somebody else did.
const LINES: i32 = 5;

/// What was refused, for the fields of a dialog.
#[derive(Clone, Copy)]
pub struct Refused(RwSignal<Vec<UserError>>);

impl Refused {
    /// Nothing yet, but what was refused before the dialog opened.
    pub fn of(doing: &Doing) -> Self {
        Self(RwSignal::new(doing.refused.clone()))
    }

    /// What to say at a field.
    pub fn at(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || self.0.with(|errors| told_at(errors, field)))
    }
}

/// What belongs to one attempt, besides what was filled in.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// The same for all attempts at the same act.
    pub key: String,
    /// Of the case or the involvement, as the person knows it.
    pub version: i32,
}

/// The words of a dialog.
#[derive(Debug, Clone)]
pub struct Wording {
    /// The heading.
    pub title: String,
    /// The line below it.
    pub sub: Option<String>,
    /// The button that does it.
    pub submit: String,
}

type Fill = dyn Fn(&Attempt) -> Result<Order, Vec<UserError>> + Send + Sync;
/// The text of the other one in a conflict, where both can be shown side by side.
pub type Theirs = fn(&CaseDetail) -> Option<String>;

/// The dialog of an act. `fill` makes the act of what was filled in, or tells what is missing.
#[component]
pub fn ActDialog(
    doing: Doing,
    wording: Wording,
    refused: Refused,
    /// The fields that have a place for a refusal.
    fields: &'static [&'static str],
    fill: Arc<Fill>,
    /// With the text of this person, to choose between the two.
    #[prop(optional_no_strip)]
    choosing: Option<(RwSignal<String>, Theirs)>,
    children: ChildrenFn,
) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let acting = use_acting();
    let open = RwSignal::new(true);
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(doing.failed.clone());
    let conflict = RwSignal::new(None::<Conflict>);
    let attempt = RwSignal::new(Attempt { key: new_key(), version: version(&doing) });
    let choosing = choosing.map(|(mine, theirs)| Choosing { mine, theirs, takes_theirs: RwSignal::new(false) });
    Effect::new(move |_| {
        if !open.get() {
            // The browser gives the focus back as it closes the dialog; what follows comes after that.
            set_timeout(move || acting.close(), std::time::Duration::ZERO);
        }
    });
    let doing = StoredValue::new(doing);
    let notice_conflict = move |errors: &[UserError]| {
        let is_stale = |error: &UserError| error.code == UserErrorCode::StaleVersion;
        if errors.iter().any(is_stale) {
            spawn_local(async move {
                let seen = doing.get_value();
                let found = look_again(api, &seen).await;
                if let Ok(Some(now)) = &found {
                    attempt.update(|attempt| attempt.version = version_now(&seen.act, now).unwrap_or(attempt.version));
                }
                conflict.try_set(Some(Conflict::of(&seen, found.ok().flatten())));
            });
        }
        // The first attempt did arrive after all: the next one is another act.
        if errors.iter().any(|error| error.code == UserErrorCode::KeyReused) {
            attempt.update(|attempt| attempt.key = new_key());
        }
    };
    notice_conflict(&refused.0.get_untracked());
    let submit = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        if choosing.is_some_and(|choosing| choosing.takes_theirs.get_untracked()) {
            open.set(false);
            return;
        }
        failure.set(None);
        let order = match fill(&attempt.get_untracked()) {
            Ok(order) => order,
            Err(missing) => {
                refused.0.set(missing);
                focus_first_wrong();
                return;
            }
        };
        busy.set(true);
        spawn_local(async move {
            let sent = order.send(api).await;
            busy.try_set(false);
            match sent {
                Ok(answer) if answer.refusals.is_empty() => {
                    let Doing { subject, act, .. } = doing.get_value();
                    open.try_set(false);
                    acting.finish(Done { act, before: subject.card, answer });
                }
                Ok(answer) => {
                    notice_conflict(&answer.refusals);
                    refused.0.try_set(answer.refusals);
                    focus_first_wrong();
                }
                Err(fault) => {
                    failure.try_set(Some(fault));
                }
            }
        });
    });
    let trouble = Signal::derive(move || {
        let failed = failure.get().map(|failure| explain(locale, &failure));
        let elsewhere = || {
            refused.0.with(|errors| {
                let others: Vec<_> = errors.iter().filter(|it| it.code != UserErrorCode::StaleVersion).cloned().collect();
                elsewhere(&others, fields)
            })
        };
        failed.or_else(elsewhere)
    });
    let is_over = move || conflict.with(|conflict| conflict.as_ref().is_some_and(|conflict| conflict.is_over));
    let Wording { title, sub, submit: submit_label } = wording;
    let submit_label = StoredValue::new(submit_label);
    let foot = move || {
        let act = (!is_over()).then(|| {
            let label = if conflict.with(Option::is_some) && choosing.is_some() {
                words::dialogs::conflict_keep(locale).to_owned()
            } else {
                submit_label.get_value()
            };
            view! {
                <Button emphasis=Emphasis::Primary submits=true busy>
                    {label}
                </Button>
            }
        });
        let cancel =
            if is_over() { words::dialogs::close_dialog(locale) } else { words::dialogs::cancel(locale) };
        view! {
            {act}
            <Button on:click=move |_| open.set(false)>{cancel}</Button>
        }
    };
    let children = StoredValue::new(children);
    view! {
        <Dialog id="doen" open title=Signal::stored(title) sub=Signal::stored(sub) on_submit=submit foot=move || view! { {foot} }>
            <ConflictCard conflict choosing />
            <Alert text=trouble />
            {children.with_value(|children| children())}
        </Dialog>
    }
}

/// The version that an act names.
fn version(doing: &Doing) -> i32 {
    match &doing.act {
        Act::Case(_) => doing.subject.card.version,
        Act::Involvement(_, it) => it.version,
    }
}

/// The version that an act names now.
fn version_now(act: &Act, now: &CaseDetail) -> Option<i32> {
    match act {
        Act::Case(_) => Some(now.card.version),
        Act::Involvement(_, it) => now.involvements.iter().find(|other| other.id == it.id).map(|other| other.version),
    }
}

async fn look_again(api: Api, doing: &Doing) -> Result<Option<CaseDetail>, Failure> {
    let variables = CaseVariables { id: doing.subject.card.id.clone(), events: LINES, after: None };
    Ok(api.query::<CaseQuery, _>(variables).await?.case)
}

/// Moves the focus to the first field of the dialog that is wrong, once it is drawn.
fn focus_first_wrong() {
    use wasm_bindgen::JsCast;
    const WRONG: &str = "dialog[open] .bv-field--wrong :is(input, textarea, select)";
    request_animation_frame(|| {
        let wrong = document().query_selector(WRONG).ok().flatten();
        if let Some(wrong) = wrong.and_then(|wrong| wrong.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = wrong.focus();
        }
    });
}
