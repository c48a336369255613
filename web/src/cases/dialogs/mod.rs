//! The dialogs of the acts: each asks what its act needs, tells what was refused at its field, and loses nothing that
//! was typed.

mod acting;
mod answering;
mod asking;
mod choosing;
mod conflict;
mod correcting;
mod course;
mod drafts;
mod fields;
mod finding_model;
mod form_model;
mod frame;
mod privacy;
mod specialist_picker;
mod under_way;
mod writing;

use leptos::prelude::*;

pub use acting::{Acting, Doing, Subject, card_element, provide_acting, use_acting};
pub use choosing::ActRow;
pub use fields::DayField;
pub use form_model::{Reading, key_of};
pub use under_way::Page;

use acting::Asked;
use answering::{AcceptDialog, CompleteDialog, DeclineDialog, RecordDialog, WithdrawDialog};
use asking::{OfferDialog, SpecialistDialog, WorkerDialog};
use choosing::{ChoiceDialog, MoveDialog};
use correcting::CorrectDialog;
use course::{CloseDialog, ReopenDialog, WaitDialog};
use frame::{Attempt, Theirs, Wording};
use privacy::{AddDetailsDialog, PlainDialog, ReadDialog, RemoveDetailsDialog, RevealDialog};
use writing::{NextStepDialog, NoteDialog, SignOfLifeDialog};

use super::act_model::Act;
use super::act_words::label;
use super::queries::Order;
use crate::graphql::enums::{CaseAct, InvolvementAct};
use crate::i18n::use_locale;
use crate::parts;
use crate::ui::Alert;

/// Where the dialog opens of what somebody set out to do. Once on a page that provides acting, with whether that page has
/// all it asked for.
#[component]
pub fn ActDialogs(#[prop(into)] is_read: Signal<bool>) -> impl IntoView {
    let asked = use_acting().asked;
    let give_up = move || {
        asked.try_set(None);
    };
    parts::acts(move || is_read.get(), move || asked.with(Option::is_some), give_up)
}

/// The dialog of what somebody set out to do.
#[component]
pub fn OpenDialog() -> impl IntoView {
    let acting = use_acting();
    move || {
        let asked = acting.asked.get()?;
        Some(match asked.as_ref().clone() {
            Asked::Choice { subject, title, acts, specialist } => {
                view! { <ChoiceDialog subject title acts specialist /> }.into_any()
            }
            Asked::Move { subject, targets } => view! { <MoveDialog subject targets /> }.into_any(),
            Asked::Act(doing) => view! { <OneDialog doing=*doing /> }.into_any(),
        })
    }
}

/// What went wrong without a dialog. Above the page.
#[component]
pub fn ActTrouble() -> impl IntoView {
    let acting = use_acting();
    view! { <Alert text=acting.trouble /> }
}

/// The dialog of one act.
#[component]
fn OneDialog(doing: Doing) -> impl IntoView {
    match doing.act.clone() {
        Act::Case(act) => match act {
            CaseAct::PickUp => view! { <AgainDialog doing order=Order::PickUp /> }.into_any(),
            CaseAct::Resume => view! { <AgainDialog doing order=Order::Resume /> }.into_any(),
            CaseAct::AddNote => view! { <NoteDialog doing /> }.into_any(),
            CaseAct::SetNextStep => view! { <NextStepDialog doing /> }.into_any(),
            CaseAct::Correct => match doing.subject.content.clone() {
                Some(content) => view! { <CorrectDialog doing content /> }.into_any(),
                None => ().into_any(),
            },
            CaseAct::SetWaiting => view! { <WaitDialog doing /> }.into_any(),
            CaseAct::Close => view! { <CloseDialog doing /> }.into_any(),
            CaseAct::Reopen => view! { <ReopenDialog doing /> }.into_any(),
            CaseAct::RequestSupport | CaseAct::RequestTakeover => view! { <WorkerDialog doing /> }.into_any(),
            CaseAct::OfferTakeover => view! { <OfferDialog doing /> }.into_any(),
            CaseAct::RequestConsultation | CaseAct::RequestHandover | CaseAct::RequestJointVisit => {
                view! { <SpecialistDialog doing /> }.into_any()
            }
            CaseAct::GiveSignOfLife => view! { <SignOfLifeDialog doing /> }.into_any(),
            CaseAct::AddResidentDetails => view! { <AddDetailsDialog doing /> }.into_any(),
            CaseAct::RevealResidentDetails => view! { <RevealDialog doing /> }.into_any(),
            CaseAct::RemoveResidentDetails => view! { <RemoveDetailsDialog doing /> }.into_any(),
            CaseAct::ReadWithReason => view! { <ReadDialog doing /> }.into_any(),
        },
        Act::Involvement(act, involvement) => match act {
            InvolvementAct::Accept => view! { <AcceptDialog doing involvement=*involvement /> }.into_any(),
            InvolvementAct::Decline => view! { <DeclineDialog doing involvement=*involvement /> }.into_any(),
            InvolvementAct::Withdraw => view! { <WithdrawDialog doing involvement=*involvement /> }.into_any(),
            InvolvementAct::Complete => view! { <CompleteDialog doing involvement=*involvement /> }.into_any(),
            InvolvementAct::RecordAnswer => view! { <RecordDialog doing involvement=*involvement /> }.into_any(),
        },
    }
}

/// An act that needs nothing and didn't work at once: why, and another try.
#[component]
fn AgainDialog(doing: Doing, order: fn(super::queries::CaseActInput) -> Order) -> impl IntoView {
    let locale = use_locale();
    let title = label(locale, &doing.act, &doing.subject.card);
    let wording = Wording { title: title.clone(), sub: Some(doing.subject.card.code_word.clone()), submit: title };
    view! { <PlainDialog doing wording order /> }
}
