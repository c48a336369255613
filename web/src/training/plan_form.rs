//! What is typed to plan a meeting; what isn't planned yet is kept on the device.

use leptos::prelude::*;

use super::acts::{TrainingPlanInput, TypedDay};
use super::plan_draft::PlanDraft;
use super::queries::{CourseId, Meeting, Person, PlanningQuery};
use super::training_model as model;
use crate::account::use_viewer;
use crate::graphql::scalars::PersonId;
use crate::graphql::{Failure, SteadyKey, UserError, told_at};
use crate::i18n::{use_locale, words};
use crate::storage;
use crate::ui::effect;

/// What is typed.
#[derive(Clone, Copy)]
pub struct Form {
    pub(super) course: RwSignal<String>,
    pub(super) part: RwSignal<String>,
    pub(super) on: RwSignal<String>,
    pub(super) from: RwSignal<String>,
    pub(super) until: RwSignal<String>,
    pub(super) place: RwSignal<String>,
    pub(super) capacity: RwSignal<String>,
    pub(super) welfare: RwSignal<String>,
    pub(super) municipality: RwSignal<String>,
    pub(super) keeps_places: RwSignal<bool>,
    pub(super) key: RwSignal<SteadyKey>,
    pub(super) is_planned: RwSignal<bool>,
    pub(super) errors: RwSignal<Vec<UserError>>,
    pub(super) failure: RwSignal<Option<Failure>>,
    pub(super) busy: RwSignal<bool>,
}

impl Form {
    pub fn empty(course: String, part: String, people: usize) -> Self {
        let text = |text: &str| RwSignal::new(text.to_owned());
        Self {
            course: RwSignal::new(course),
            part: RwSignal::new(part),
            on: text(""),
            from: text("19:30"),
            until: text("21:30"),
            place: text(""),
            capacity: RwSignal::new(people.max(12).to_string()),
            welfare: text(""),
            municipality: text(""),
            keeps_places: RwSignal::new(true),
            key: RwSignal::new(SteadyKey::default()),
            is_planned: RwSignal::new(false),
            errors: RwSignal::new(Vec::new()),
            failure: RwSignal::new(None),
            busy: RwSignal::new(false),
        }
    }

    /// As a meeting is now; its trainers by their names.
    pub fn of(meeting: &Meeting, choices: &PlanningQuery) -> Self {
        let course = meeting.course.as_ref().map(|course| course.id.0.clone()).unwrap_or_default();
        let form = Self::empty(course, meeting.part.to_string(), 0);
        let id = |people: &[Person], name: Option<&super::queries::Named>| {
            let found = people.iter().find(|person| name.is_some_and(|name| name.name == person.name));
            found.map(|person| person.id.0.clone()).unwrap_or_default()
        };
        form.on.set(meeting.starts_at.here().day.iso());
        form.from.set(model::clock_of(meeting.starts_at));
        form.until.set(model::clock_of(meeting.ends_at));
        form.place.set(meeting.place.clone());
        form.capacity.set(meeting.capacity.to_string());
        form.welfare.set(id(&choices.welfare, meeting.welfare_trainer.as_ref()));
        form.municipality.set(id(&choices.municipality, meeting.municipality_trainer.as_ref()));
        form
    }

    pub fn plan(self) -> TrainingPlanInput {
        let typed = |text: RwSignal<String>| text.get_untracked();
        let person = |text: RwSignal<String>| Some(typed(text)).filter(|id| !id.is_empty()).map(PersonId);
        TrainingPlanInput {
            course_id: CourseId(typed(self.course)),
            part: typed(self.part).parse().unwrap_or(1),
            on: TypedDay(typed(self.on)),
            from: typed(self.from),
            until: typed(self.until),
            place: typed(self.place),
            // What is no number is none that fits; the server says which do.
            capacity: typed(self.capacity).trim().parse().unwrap_or(0),
            welfare_trainer_id: person(self.welfare),
            municipality_trainer_id: person(self.municipality),
        }
    }

    /// What is kept on the device.
    fn draft(self) -> PlanDraft {
        PlanDraft {
            course: self.course.get(),
            part: self.part.get(),
            on: self.on.get(),
            from: self.from.get(),
            until: self.until.get(),
            place: self.place.get(),
            capacity: self.capacity.get(),
            welfare: self.welfare.get(),
            municipality: self.municipality.get(),
            key: self.key.get(),
        }
    }

    /// As it was left. What the address asks for stays as it is.
    fn resume(self, draft: PlanDraft, asked: bool) {
        if !asked {
            self.course.set(draft.course);
            self.part.set(draft.part);
            self.capacity.set(draft.capacity);
        }
        self.on.set(draft.on);
        self.from.set(draft.from);
        self.until.set(draft.until);
        self.place.set(draft.place);
        self.welfare.set(draft.welfare);
        self.municipality.set(draft.municipality);
        self.key.set(draft.key);
    }

    pub fn told_at(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || self.errors.with(|errors| told_at(errors, field)))
    }
}

/// Where what is being planned is kept.
fn draft_place() -> String {
    storage::draft_place(&use_viewer().get_untracked().person.id.0, "training")
}

/// Keeps what is typed until it is planned; whether there was something already.
pub fn keep(form: Form, asked: bool) -> bool {
    let place = draft_place();
    let kept = PlanDraft::kept(storage::read(&place).as_deref());
    let was_kept = kept.is_some();
    if let Some(draft) = kept {
        form.resume(draft, asked);
    }
    effect(move || {
        let draft = form.draft();
        if form.is_planned.get() || draft.is_empty() {
            storage::forget(&place);
        } else {
            storage::write(&place, &draft.json());
        }
    });
    was_kept
}

/// Says that there is something from before, with a way to begin anew.
#[component]
pub fn Kept(was_kept: bool) -> impl IntoView {
    let locale = use_locale();
    let place = draft_place();
    let begin_anew = move |_| {
        storage::forget(&place);
        drop(window().location().reload());
    };
    was_kept.then(|| {
        view! {
            <p class="bv-buttons">
                {words::new_question::kept(locale)}
                <button class="bv-back" type="button" on:click=begin_anew>
                    {words::new_question::begin_anew(locale)}
                </button>
            </p>
        }
    })
}
