//! What all dialogs of acts have in common: sending, what was refused and where, and somebody else being ahead.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::acting::{Acting, Doing, Done, use_acting};
use super::conflict::{Choosing, Conflict, ConflictCard};
use super::drafts::Draft;
use crate::cases::act_model::Act;
use crate::cases::queries::{CaseDetail, CaseQuery, CaseVariables, Order};
use crate::graphql::enums::UserErrorCode;
use crate::graphql::{Api, Failure, UserError, elsewhere, told_at, use_api};
use crate::i18n::{Locale, use_locale, words};
use crate::ui::{Alert, Button, Dialog, Emphasis, effect, explain};

/// So many lines of the timeline tell what somebody else did.
const LINES: i32 = 5;
const FIRST_WRONG: &str = "dialog[open] .bv-field--wrong :is(input, textarea, select)";
const FIRST_CHOICE: &str = "dialog[open] .bv-next input[type=radio]";

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
    /// Of two texts, the other's was chosen: this person's isn't sent.
    pub takes_theirs: bool,
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

/// Whether something is left to send when the other's text was chosen.
pub type Rest = dyn Fn() -> bool + Send + Sync;
type Fill = dyn Fn(&Attempt) -> Result<Order, Vec<UserError>> + Send + Sync;
/// The text of the other one in a conflict, where both can be shown side by side.
pub type Theirs = fn(&CaseDetail) -> Option<String>;

/// A dialog at work: what it knows from one attempt to the next.
#[derive(Clone, Copy)]
struct Work {
    doing: StoredValue<Doing>,
    open: RwSignal<bool>,
    busy: RwSignal<bool>,
    refused: Refused,
    failure: RwSignal<Option<Failure>>,
    conflict: RwSignal<Option<Conflict>>,
    version: RwSignal<i32>,
    choosing: Option<Choosing>,
    /// Whether it was to be sent before one of two texts was chosen.
    unchosen: RwSignal<bool>,
    acting: Acting,
    api: Api,
}

impl Work {
    fn begin(doing: Doing, refused: Refused, choosing: Option<Choosing>) -> Self {
        let acting = use_acting();
        let work = Self {
            open: RwSignal::new(true),
            busy: RwSignal::new(false),
            refused,
            failure: RwSignal::new(doing.failed.clone()),
            conflict: RwSignal::new(None),
            version: RwSignal::new(version(&doing)),
            doing: StoredValue::new(doing),
            choosing,
            unchosen: RwSignal::new(false),
            acting,
            api: use_api(),
        };
        effect(move || {
            if !work.open.get() {
                // The browser gives the focus back as it closes the dialog; what follows comes after that.
                set_timeout(move || acting.close(), Duration::ZERO);
            }
        });
        work.notice(&refused.0.get_untracked());
        work
    }

    /// Draws what follows from a refusal, besides its words.
    fn notice(self, errors: &[UserError]) {
        let has = |code| errors.iter().any(|error| error.code == code);
        if has(UserErrorCode::StaleVersion) {
            spawn_local(self.look_again());
        }
    }

    async fn look_again(self) {
        let Some(seen) = self.doing.try_get_value() else { return };
        let variables = CaseVariables { id: seen.subject.card.id.clone(), events: LINES, before: None };
        let found = self.api.query::<CaseQuery, _>(variables).await;
        let now = found.ok().and_then(|found| found.case);
        if let Some(version) = now.as_ref().and_then(|now| version_now(&seen.act, now)) {
            self.version.try_set(version);
        }
        if let Some(choosing) = self.choosing {
            // What was chosen was about another text.
            choosing.takes_theirs.try_set(None);
        }
        self.conflict.try_set(Some(Conflict::of(&seen, now)));
    }

    fn submit(self, fill: &Fill, rest: Option<&Rest>) {
        if self.busy.get_untracked() {
            return;
        }
        let is_to_choose = self.conflict.with_untracked(|it| self.choosing.is_some_and(|of| of.is_to_do(it.as_ref())));
        self.unchosen.set(is_to_choose);
        if is_to_choose {
            focus_soon_on(FIRST_CHOICE);
            return;
        }
        let doing = self.doing.get_value();
        let draft = self.acting.draft_of(&doing);
        let takes_theirs = self.choosing.and_then(|choosing| choosing.takes_theirs.get_untracked()).unwrap_or(false);
        if takes_theirs && !rest.is_some_and(|rest| rest()) {
            draft.forget();
            self.open.set(false);
            return;
        }
        self.failure.set(None);
        match fill(&Attempt { key: draft.key(), version: self.version.get_untracked(), takes_theirs }) {
            Ok(order) => {
                self.busy.set(true);
                let closes = self.acting.set_off(&doing.subject.card, &doing.act);
                spawn_local(self.send(order, doing, draft));
                if closes {
                    self.open.set(false);
                }
            }
            Err(missing) => {
                self.refused.0.set(missing);
                focus_first_wrong();
            }
        }
    }

    async fn send(self, order: Order, doing: Doing, draft: Draft) {
        let sent = order.send(self.api).await;
        let card = doing.subject.card.clone();
        // The dialog may be closed while its act is under way; what came of it is told all the same.
        let is_closed = self.busy.try_set(false).is_some();
        if sent.is_ok() {
            draft.answered();
        }
        match sent {
            Ok(answer) if answer.refusals.is_empty() => {
                draft.forget();
                self.open.try_set(false);
                self.acting.finish(Done { act: doing.act, before: doing.subject.card, answer });
            }
            Ok(answer) if is_closed => {
                self.acting.refused_after_closing(Doing { refused: answer.refusals, failed: None, ..doing });
            }
            Err(failure) if is_closed => {
                self.acting.refused_after_closing(Doing { refused: Vec::new(), failed: Some(failure), ..doing });
            }
            Ok(answer) => {
                self.notice(&answer.refusals);
                self.refused.0.try_set(answer.refusals);
                focus_first_wrong();
            }
            Err(failure) => {
                self.failure.try_set(Some(failure));
            }
        }
        self.acting.arrived(&card);
    }

    /// What went wrong that has no place at a field. A conflict has a place of its own.
    fn trouble(self, locale: Locale, fields: &[&str]) -> Option<String> {
        if self.unchosen.get() && self.choosing.is_some_and(|it| it.takes_theirs.with(Option::is_none)) {
            return Some(words::dialogs::conflict_choose(locale).to_owned());
        }
        let failed = self.failure.get().map(|failure| explain(locale, &failure));
        failed.or_else(|| {
            let errors = self.refused.0.get();
            // The words for this one are meant for programs.
            if errors.iter().any(|error| error.code == UserErrorCode::KeyReused) {
                return Some(words::dialogs::arrived(locale).to_owned());
            }
            let is_other = |error: &UserError| error.code != UserErrorCode::StaleVersion;
            elsewhere(&errors.into_iter().filter(is_other).collect::<Vec<_>>(), fields)
        })
    }
}

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
    /// Where there is more than that text: without, nothing is sent when the other's is chosen.
    #[prop(optional)]
    rest: Option<Arc<Rest>>,
    #[prop(optional)] children: Option<ChildrenFn>,
) -> impl IntoView {
    let locale = use_locale();
    let choosing = choosing.map(|(mine, theirs)| Choosing { mine, theirs, takes_theirs: RwSignal::new(None) });
    let work = Work::begin(doing, refused, choosing);
    let Work { open, busy, conflict, .. } = work;
    let on_submit = Callback::new(move |()| work.submit(&*fill, rest.as_deref()));
    let trouble = Signal::derive(move || work.trouble(locale, fields));
    let Wording { title, sub, submit } = wording;
    let submit = StoredValue::new(submit);
    let is_over = Memo::new(move |_| conflict.with(|it| it.as_ref().is_some_and(|conflict| conflict.is_over)));
    let label = move || {
        let keeps = choosing.is_some() && conflict.with(Option::is_some);
        if keeps { words::dialogs::conflict_keep(locale).to_owned() } else { submit.get_value() }
    };
    let cancel =
        move || if is_over.get() { words::dialogs::close_dialog(locale) } else { words::dialogs::cancel(locale) };
    let foot = move || {
        view! {
            <Show when=move || !is_over.get()>
                <Button emphasis=Emphasis::Primary submits=true busy>
                    {label}
                </Button>
            </Show>
            <Button press=move || open.set(false)>{cancel}</Button>
        }
    };
    let children = StoredValue::new(children);
    view! {
        <Dialog id="doen" open title=Signal::stored(title) sub=Signal::stored(sub) on_submit foot>
            <ConflictCard conflict choosing />
            <Alert text=trouble />
            {children.with_value(|children| children.as_ref().map(|children| children()))}
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

/// Moves the focus to the first field of the dialog that is wrong, once it is drawn.
fn focus_first_wrong() {
    focus_soon_on(FIRST_WRONG);
}

fn focus_soon_on(selector: &'static str) {
    use wasm_bindgen::JsCast;
    request_animation_frame(move || {
        let found = document().query_selector(selector).ok().flatten();
        if let Some(found) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = found.focus();
        }
    });
}
