//! Acting on a case from a page: which dialog is open, what was typed in it, and what follows when it is done.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use super::super::act_model::Act;
use super::super::moving_model::{Target, news, undo};
use super::super::queries::{
    AcceptInvolvementInput, Answer, CaseActInput, CaseCard, CaseContent, FoundSpecialist, Order,
};
use super::drafts::{Draft, DraftStore};
use super::under_way::Page;
use crate::account::use_viewer;
use crate::calendar::now;
use crate::graphql::enums::{BoardColumn, CaseAct, InvolvementAct, InvolvementKind};
use crate::graphql::scalars::CaseId;
use crate::graphql::{Api, Failure, UserError, elsewhere, new_key, use_api};
use crate::i18n::{Locale, use_locale, words};
use crate::ui::{Toasts, effect, explain, use_toasts};

/// The case that somebody acts on, as they see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    /// As it stands on the board.
    pub card: CaseCard,
    /// What is written down, where it is known.
    pub content: Option<CaseContent>,
}

/// The heading of what happens next, on the page of a case.
const NEXT_STEP: &str = "#stap[tabindex]";

/// What somebody set out to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Asked {
    /// One of a few acts; which one isn't chosen yet.
    Choice {
        /// The case.
        subject: Subject,
        /// The question.
        title: String,
        /// What can be chosen.
        acts: Vec<Act>,
        /// Whom to bring in, when that is known already.
        specialist: Option<FoundSpecialist>,
    },
    /// A column to go to; which one isn't chosen yet.
    Move {
        /// The case.
        subject: Subject,
        /// Where it can go.
        targets: Vec<Target>,
    },
    /// An act that needs something first.
    Act(Box<Doing>),
}

/// An act that needs something first.
#[derive(Debug, Clone, PartialEq)]
pub struct Doing {
    /// The case.
    pub subject: Subject,
    /// The act.
    pub act: Act,
    /// Whom to bring in, when that is known already.
    pub specialist: Option<FoundSpecialist>,
    /// Why it didn't work at once.
    pub refused: Vec<UserError>,
    /// Why there was no answer at once.
    pub failed: Option<Failure>,
}

/// What was done.
#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    /// The act.
    pub act: Act,
    /// The case before it.
    pub before: CaseCard,
    /// What the server answered.
    pub answer: Answer,
}

/// The button that began an act.
struct Opener {
    button: web_sys::HtmlElement,
    /// The id of the heading of its section.
    section: Option<String>,
}

/// Acting on cases, as the components of a page see it. Cheap to copy into handlers.
#[derive(Clone, Copy)]
pub struct Acting {
    /// What somebody set out to do.
    pub asked: RwSignal<Option<Arc<Asked>>>,
    /// Whether an act is under way that has no dialog.
    pub is_busy: RwSignal<bool>,
    /// What went wrong that has no dialog.
    pub trouble: RwSignal<Option<String>>,
    /// The cases whose act is under way, each with the column it goes to when it doesn't stay where it is.
    pub under_way: RwSignal<HashMap<CaseId, Option<BoardColumn>>>,
    pub(super) page: Page,
    drafts: DraftStore,
    opener: StoredValue<Option<Opener>, LocalStorage>,
    done: Callback<Done>,
    api: Api,
    toasts: Toasts,
    pub(super) locale: Locale,
}

/// Makes acting known to all components below; `done` is told what was done.
pub fn provide_acting(page: Page, done: impl Fn(Done) + Send + Sync + 'static) -> Acting {
    let acting = Acting {
        asked: RwSignal::new(None),
        is_busy: RwSignal::new(false),
        trouble: RwSignal::new(None),
        under_way: RwSignal::new(HashMap::new()),
        page,
        drafts: DraftStore::of(&use_viewer().get_untracked().person.id),
        opener: StoredValue::new_local(None),
        done: Callback::new(done),
        api: use_api(),
        toasts: use_toasts(),
        locale: use_locale(),
    };
    provide_context(acting);
    acting
}

/// Acting on cases. Ask for it in the body of a component, not in a handler.
pub fn use_acting() -> Acting {
    expect_context()
}

impl Acting {
    /// Sets out to do one thing: at once when it needs nothing, else in its dialog.
    pub fn begin(self, subject: Subject, act: Act) {
        self.begin_with(subject, act, None);
    }

    /// The same, with a specialist who was chosen before.
    pub fn begin_with(self, subject: Subject, act: Act, specialist: Option<FoundSpecialist>) {
        self.remember_opener();
        self.trouble.set(None);
        let draft = self.drafts.draft(&subject.card, &act);
        match at_once(&subject, &act, || draft.key()) {
            Some(order) => self.send_at_once(subject, act, order),
            None => self.open_dialog(Doing { subject, act, specialist, refused: Vec::new(), failed: None }),
        }
    }

    /// Asks which of a few things somebody wants to do; with one, does that.
    pub fn choose(self, subject: Subject, title: String, acts: Vec<Act>, specialist: Option<FoundSpecialist>) {
        if let [only] = acts.as_slice() {
            return self.begin_with(subject, only.clone(), specialist);
        }
        self.remember_opener();
        self.trouble.set(None);
        self.open(Asked::Choice { subject, title, acts, specialist });
    }

    /// Asks where a card should go.
    pub fn choose_column(self, subject: Subject, targets: Vec<Target>) {
        self.remember_opener();
        self.trouble.set(None);
        self.open(Asked::Move { subject, targets });
    }

    /// The dialog is closed: without a trace, but for what was typed.
    pub fn close(self) {
        let case = self.asked.with_untracked(|asked| asked.as_ref().map(|asked| asked.case_key()));
        self.asked.set(None);
        self.give_focus_back(case.unwrap_or_default());
    }

    /// The act is done: tells it, and offers the way back. Also when the page was left before the answer came.
    pub fn finish(self, done: Done) {
        let Done { act, before, answer } = &done;
        if let Some(after) = &answer.case {
            let text = news(self.locale, act, before, after);
            let today = now().here().day;
            match undo(self.locale, act, before, after, today, new_key()) {
                Some(order) => {
                    let before = after.clone();
                    let undo = move || self.put_back(before.clone(), order.clone());
                    self.toasts.tell_with_undo(text, undo);
                }
                None if matches!(act, Act::Case(CaseAct::RevealResidentDetails | CaseAct::ReadWithReason)) => {}
                None => self.toasts.tell(text),
            }
        }
        let is_own_dialog = |asked: &Option<Arc<Asked>>| matches!(asked.as_deref(), Some(Asked::Act(_)));
        let Some(has_own_dialog) = self.asked.try_with_untracked(is_own_dialog) else { return };
        let card = card_element(&done.before);
        self.done.try_run(done);
        // On the board, where the card went at once, the person went on too.
        if !has_own_dialog && self.page == Page::Case {
            self.asked.set(None);
            self.give_focus_back(card);
        }
    }

    /// Tells something in passing.
    pub fn tell(self, text: String) {
        self.toasts.tell(text);
    }

    /// Tells what went wrong without a dialog: on the page, or wherever the person went in the meantime.
    pub fn tell_trouble(self, text: String) {
        if let Some(text) = self.trouble.try_set(Some(text)).flatten() {
            self.toasts.tell(text);
        }
    }

    /// What is typed in a field of a dialog. It stays when the dialog is closed and opened again.
    pub fn draft(self, doing: &Doing, field: &str, initial: &str) -> RwSignal<String> {
        let draft = self.draft_of(doing);
        let typed = RwSignal::new(draft.text(field).unwrap_or_else(|| initial.to_owned()));
        let (field, initial) = (field.to_owned(), initial.to_owned());
        effect(move || draft.keep(&field, &initial, typed.get()));
        typed
    }

    /// All that is typed in a dialog, and the key of its act.
    pub fn draft_of(self, doing: &Doing) -> Draft {
        self.drafts.draft(&doing.subject.card, &doing.act)
    }

    fn open(self, asked: Asked) {
        self.toasts.clear();
        self.asked.set(Some(Arc::new(asked)));
    }

    pub(super) fn open_dialog(self, doing: Doing) {
        self.open(Asked::Act(Box::new(doing)));
    }

    fn send_at_once(self, subject: Subject, act: Act, order: Order) {
        if !self.may_begin(&subject.card.id) {
            return;
        }
        self.is_busy.set(true);
        self.set_off_at_once(&subject.card, &act);
        let draft = self.drafts.draft(&subject.card, &act);
        spawn_local(async move {
            let sent = order.send(self.api).await;
            let is_left = self.is_busy.try_set(false).is_some();
            if sent.is_ok() {
                draft.answered();
            }
            let before = subject.card.clone();
            let card = before.clone();
            let doing = Doing { subject, act: act.clone(), specialist: None, refused: Vec::new(), failed: None };
            match sent {
                Ok(answer) if answer.refusals.is_empty() => self.finish(Done { act, before, answer }),
                Ok(answer) if is_left => self.toasts.tell(elsewhere(&answer.refusals, &[]).unwrap_or_default()),
                Err(failure) if is_left => self.toasts.tell(explain(self.locale, &failure)),
                Ok(answer) => self.refused(Doing { refused: answer.refusals, ..doing }),
                Err(failure) => self.refused(Doing { failed: Some(failure), ..doing }),
            }
            self.arrived(&card);
        });
    }

    /// Puts back what was done. The button for it stays in sight when the page is left, so this needs no page.
    fn put_back(self, before: CaseCard, order: Order) {
        self.trouble.set(None);
        self.set_off_again(&before);
        spawn_local(async move {
            let card = before.clone();
            let act = match &order {
                Order::Resume(_) => Act::Case(CaseAct::Resume),
                Order::SetWaiting(_) => Act::Case(CaseAct::SetWaiting),
                Order::Withdraw(_) => match before.open_involvement.clone() {
                    Some(asked) => Act::Involvement(InvolvementAct::Withdraw, Box::new(asked)),
                    None => return self.arrived(&card),
                },
                _ => Act::Case(CaseAct::Reopen),
            };
            match order.send(self.api).await {
                Ok(answer) if answer.refusals.is_empty() => {
                    if let Some(after) = &answer.case {
                        self.toasts.tell(news(self.locale, &act, &before, after));
                    }
                    self.done.try_run(Done { act, before, answer });
                }
                Ok(answer) => {
                    let why = elsewhere(&answer.refusals, &[]).unwrap_or_default();
                    self.tell_trouble([words::board::undo_failed(self.locale), " ", &why].concat());
                    self.done.try_run(Done { act, before, answer });
                }
                Err(failure) => {
                    let why = explain(self.locale, &failure);
                    self.tell_trouble([words::board::undo_failed(self.locale), " ", &why].concat());
                }
            }
            self.arrived(&card);
        });
    }

    fn remember_opener(self) {
        let active = document().active_element().and_then(|active| active.dyn_into().ok());
        let opener = active.map(|button: web_sys::HtmlElement| {
            let section = button.closest("section[aria-labelledby]").ok().flatten();
            Opener { button, section: section.and_then(|section| section.get_attribute("aria-labelledby")) }
        });
        // A button of the dialog before isn't there any more when this one closes.
        if self.asked.with_untracked(Option::is_none) {
            self.opener.set_value(opener);
        }
    }

    /// To the button that began it; when that is gone to the case, or to the heading of where it stood; else to what
    /// happens next, or to the heading of the page.
    pub(super) fn give_focus_back(self, case: String) {
        let opener = self.opener.try_update_value(Option::take).flatten();
        request_animation_frame(move || {
            let (button, section) = opener.map(|opener| (opener.button, opener.section)).unzip();
            let button = button.filter(|button| button.is_connected());
            let card = || document().get_element_by_id(&case)?.dyn_into().ok();
            let section = || {
                let heading = document().get_element_by_id(&section??)?;
                heading.has_attribute("tabindex").then_some(heading)?.dyn_into().ok()
            };
            let heading = |selector| document().query_selector(selector).ok().flatten()?.dyn_into().ok();
            let found = button.or_else(card).or_else(section).or_else(|| heading(NEXT_STEP));
            if let Some(target) = found.or_else(|| heading("main h1")) {
                let target: web_sys::HtmlElement = target;
                let _ = target.focus();
            }
        });
    }
}

impl Asked {
    fn case_key(&self) -> String {
        match self {
            Self::Choice { subject, .. } | Self::Move { subject, .. } => card_element(&subject.card),
            Self::Act(doing) => card_element(&doing.subject.card),
        }
    }
}

/// The id of the link of a card on the page.
pub fn card_element(card: &CaseCard) -> String {
    ["vraag-", &card.id.0].concat()
}

/// The act filled in, when nothing has to be asked first.
pub fn at_once(subject: &Subject, act: &Act, key: impl FnOnce() -> String) -> Option<Order> {
    let Subject { card, .. } = subject;
    let plain =
        |key| CaseActInput { case_id: card.id.clone(), expected_version: card.version, idempotency_key: Some(key) };
    match act {
        Act::Case(CaseAct::PickUp) => Some(Order::PickUp(plain(key()))),
        Act::Case(CaseAct::Resume) => Some(Order::Resume(plain(key()))),
        Act::Involvement(InvolvementAct::Accept, it) => match it.kind {
            InvolvementKind::Support | InvolvementKind::Consultation | InvolvementKind::JointVisit => {
                Some(Order::Accept(AcceptInvolvementInput {
                    involvement_id: it.id.clone(),
                    expected_version: it.version,
                    sign_of_life_by: None,
                    idempotency_key: key(),
                }))
            }
            InvolvementKind::Takeover | InvolvementKind::Handover => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::sample::{card, person, requested, viewer};
    use super::*;

    #[test]
    fn only_what_asks_nothing_is_done_at_once() {
        let subject = Subject { card: card("koekblik"), content: None };
        let order = |act| at_once(&subject, &act, || "k".to_owned());
        assert!(matches!(order(Act::Case(CaseAct::PickUp)), Some(Order::PickUp(input)) if input.expected_version == 3));
        assert!(order(Act::Case(CaseAct::Resume)).is_some());
        assert_eq!(order(Act::Case(CaseAct::Close)), None);
        let accept = |kind| {
            let asked = requested(kind, person("Toos"), viewer("Joris"));
            order(Act::Involvement(InvolvementAct::Accept, Box::new(asked))).is_some()
        };
        assert!(accept(InvolvementKind::Support) && !accept(InvolvementKind::Takeover));
    }
}
