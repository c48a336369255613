//! Fields that several dialogs have: a day with quick choices, consent, why and what next.

use leptos::prelude::*;

use super::acting::{Acting, Doing};
use super::form_model::{Reading, key_of, optional};
use super::frame::Refused;
use crate::calendar::{Day, full_day, full_day_near, now};
use crate::cases::case_words::consent_name;
use crate::cases::queries::ConsentInput;
use crate::graphql::enums::ConsentForm;
use crate::i18n::{capital, use_locale, words};
use crate::ui::{Choice, ChoiceField, Entry, TextField};

const YES: &str = "yes";
const NO: &str = "no";

/// A day: a week or a few from now, or any other.
#[component]
pub fn DayField(
    /// Unique on the page.
    id: &'static str,
    #[prop(into)] label: String,
    #[prop(into)] hint: String,
    /// So many weeks from now.
    weeks: &'static [i32],
    value: RwSignal<String>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let locale = use_locale();
    let today = now().here().day;
    let chip = |weeks: &i32| {
        let day = today.plus(weeks * 7);
        let iso = day.iso();
        let own = iso.clone();
        let said = full_day(locale, day);
        view! {
            <button
                class="bv-chip"
                type="button"
                aria-pressed=move || value.with(|value| *value == own).to_string()
                on:click=move |_| value.set(iso.clone())
            >
                {words::dialogs::weeks(locale, *weeks)}
                <span class="bv-hidden">{[": ", &said].concat()}</span>
            </button>
        }
    };
    let chips = weeks.iter().map(chip).collect_view();
    let written = move || Day::parse(&value.get()).map(|day| capital(&full_day_near(locale, day, today)));
    view! {
        <div class="bv-stack bv-stack--close">
            <TextField id label hint error entry=Entry::Day value />
            <div class="bv-cluster">{chips} <span class="bv-muted bv-small">{written}</span></div>
        </div>
    }
}

/// Why, and what happens next.
#[derive(Clone, Copy)]
pub struct Reason {
    why: RwSignal<String>,
    next: RwSignal<String>,
}

impl Reason {
    /// As it was typed before.
    pub fn of(acting: Acting, doing: &Doing) -> Self {
        Self { why: acting.draft(doing, "reason", ""), next: acting.draft(doing, "nextStep", "") }
    }

    /// Why; it has to be there.
    pub fn why(self, reading: &mut Reading) -> String {
        reading.text("reason", &self.why.get_untracked())
    }

    /// What happens next.
    pub fn next(self) -> Option<String> {
        optional(&self.next.get_untracked())
    }
}

/// The fields of [`Reason`].
#[component]
pub fn ReasonFields(reason: Reason, refused: Refused) -> impl IntoView {
    let locale = use_locale();
    view! {
        <TextField
            id="reden"
            label=words::dialogs::why(locale)
            hint=words::dialogs::no_names(locale)
            entry=Entry::Lines(2)
            required=true
            error=refused.at("reason")
            value=reason.why
        />
        <TextField
            id="volgende-stap"
            label=words::dialogs::next(locale)
            hint=words::dialogs::optional(locale)
            error=refused.at("nextStep")
            value=reason.next
        />
    }
}

/// What the resident agreed to.
#[derive(Clone, Copy)]
pub struct Consent {
    agreed: RwSignal<String>,
    form: RwSignal<String>,
    on: RwSignal<String>,
}

impl Consent {
    /// As it was chosen before; at first, the resident agreed to nothing.
    pub fn of(acting: Acting, doing: &Doing) -> Self {
        Self {
            agreed: acting.draft(doing, "consent", NO),
            form: acting.draft(doing, "consentForm", &key_of(ConsentForm::Spoken)),
            on: acting.draft(doing, "consentOn", &now().here().day.iso()),
        }
    }

    /// Where nothing happens without consent: it has to be said each time.
    pub fn unsaid(acting: Acting, doing: &Doing) -> Self {
        Self { agreed: RwSignal::new(String::new()), ..Self::of(acting, doing) }
    }

    /// The consent, if it was given.
    pub fn read(self, reading: &mut Reading) -> Option<ConsentInput> {
        if self.agreed.with_untracked(|agreed| agreed != YES) {
            return None;
        }
        reading.consent("consent", &self.form.get_untracked(), &self.on.get_untracked())
    }

    /// The consent, without which nothing happens.
    pub fn required(self, reading: &mut Reading) -> Option<ConsentInput> {
        let said = self.agreed.with_untracked(|agreed| (!agreed.is_empty()).then_some(agreed == YES));
        reading.agreed("consent", said).then(|| self.read(reading)).flatten()
    }
}

/// Who asks whether the resident agrees, and what follows from yes.
#[component]
pub fn ConsentFields(
    consent: Consent,
    #[prop(into)] label: String,
    refused: Refused,
    /// What no means here.
    #[prop(into)]
    no_hint: String,
) -> impl IntoView {
    let locale = use_locale();
    let agreed = consent.agreed;
    let has_agreed = Memo::new(move |_| agreed.with(|agreed| agreed == YES));
    let error = refused.at("consent");
    let at_agreed = Signal::derive(move || error.get().filter(|_| !has_agreed.get()));
    view! {
        <ChoiceField
            id="toestemming"
            label
            hint=words::dialogs::consent_hint(locale)
            error=at_agreed
        >
            <Choice
                name="toestemming"
                value=NO
                chosen=agreed
                label=words::dialogs::consent_no(locale)
                hint=no_hint
            />
            <Choice
                name="toestemming"
                value=YES
                chosen=agreed
                label=words::dialogs::consent_yes(locale)
                hint=words::dialogs::consent_yes_hint(locale)
            />
        </ChoiceField>
        <Show when=move || has_agreed.get()>
            <ConsentGiven consent error />
        </Show>
    }
}

/// How and when the resident agreed.
#[component]
fn ConsentGiven(consent: Consent, error: Signal<Option<String>>) -> impl IntoView {
    let locale = use_locale();
    let form = move |form: ConsentForm| {
        view! { <Choice name="hoe-goed" value=key_of(form) chosen=consent.form label=consent_name(locale, form) /> }
    };
    view! {
        <ChoiceField id="hoe-goed" label=words::dialogs::consent_form(locale) error>
            {form(ConsentForm::Spoken)}
            {form(ConsentForm::Written)}
        </ChoiceField>
        <TextField id="wanneer-goed" label=words::dialogs::consent_on(locale) entry=Entry::Day value=consent.on />
    }
}
