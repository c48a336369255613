//! A step with a connector: a dialog that asks what the step needs, and nothing else.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::act_fields::ActFields;
use super::connector_words::act_name;
use super::fields::{ChosenAreas, Ticked};
use super::queries::{
    ChangeConnectorNeighbourhoodsInput, Connector, ConnectorActInput, CorrectConnectorInput, DeclineApplicationInput,
    NoteContactMomentInput, SetConnectorHostInput, SetFixedContactInput,
};
use super::sending::{Outcome, Sent, send};
use crate::calendar::{Day, now};
use crate::graphql::enums::{ActivationNeed, ApplicationEnd, ConnectorAct, ContactMeans, ContactSide};
use crate::graphql::scalars::{NeighbourhoodId, OrganisationId, PersonId, Phone};
use crate::graphql::{Failure, SteadyKey, UserError, elsewhere, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{Alert, Button, Dialog, Emphasis, effect, explain, focus_wrong, use_toasts};

pub(super) const ENDS: [ApplicationEnd; 4] =
    [ApplicationEnd::Withdrew, ApplicationEnd::NoFit, ApplicationEnd::NoRoom, ApplicationEnd::NotReached];
pub(super) const MEANS: [ContactMeans; 4] =
    [ContactMeans::Call, ContactMeans::Message, ContactMeans::Visit, ContactMeans::Meeting];
pub(super) const SIDES: [ContactSide; 2] = [ContactSide::Welfare, ContactSide::Municipality];
const FIELDS: [&str; 14] = [
    "note",
    "reason",
    "personId",
    "side",
    "heldOn",
    "means",
    "line",
    "phone",
    "languages",
    "skills",
    "availability",
    "neighbourhoodIds",
    "organisationId",
    "fromOn",
];

/// What is typed and chosen. A choice is the place in its list.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    /// What is good to know.
    pub note: RwSignal<String>,
    /// The place of what is chosen.
    pub choice: RwSignal<String>,
    /// Who, or which organisation.
    pub person: RwSignal<String>,
    /// On which day.
    pub day: RwSignal<String>,
    /// About what.
    pub line: RwSignal<String>,
    /// To call them.
    pub phone: RwSignal<String>,
    /// What they are good at.
    pub skills: RwSignal<String>,
    /// More about when.
    pub availability: RwSignal<String>,
    /// Where.
    pub areas: ChosenAreas,
    /// When.
    pub dayparts: Ticked<4>,
    /// Which they speak.
    pub languages: Ticked<7>,
}

impl Typed {
    fn of(act: ConnectorAct, connector: &Connector, chosen: Option<Vec<String>>) -> Self {
        let text = |text: &str| RwSignal::new(text.to_owned());
        let own = || connector.neighbourhoods.iter().map(|area| area.id.0.clone()).collect();
        let lacks = |need: ActivationNeed| connector.missing.contains(&need);
        // The contact that is missing is the one to choose.
        let at_municipality = act == ConnectorAct::SetFixedContact
            && lacks(ActivationNeed::MunicipalityContact)
            && !lacks(ActivationNeed::WelfareContact);
        Self {
            note: text(""),
            choice: text(if at_municipality { "1" } else { "0" }),
            person: text(""),
            day: text(&now().here().day.iso()),
            line: text(""),
            phone: text(&connector.phone.0),
            skills: text(&connector.skills),
            availability: text(&connector.availability),
            areas: ChosenAreas::of(&chosen.unwrap_or_else(own)),
            dayparts: Ticked::dayparts(&connector.dayparts),
            languages: Ticked::languages(&connector.languages),
        }
    }

    /// What is chosen of this list.
    pub fn chosen<T: Copy>(self, from: &[T]) -> T {
        let place: usize = self.choice.with_untracked(|choice| choice.parse().unwrap_or_default());
        from[place.min(from.len() - 1)]
    }

    /// The neighbourhoods that are chosen.
    pub fn chosen_areas(self) -> Vec<NeighbourhoodId> {
        self.areas.ids().into_iter().map(NeighbourhoodId).collect()
    }

    /// What is sent; None when a day can't be read.
    fn sent(self, act: ConnectorAct, connector: &Connector, key: &str) -> Option<Sent> {
        let (connector_id, expected_version) = (connector.id.clone(), connector.version);
        let note = Some(self.note.get_untracked()).filter(|note| !note.trim().is_empty());
        let idempotency_key = Some(key.to_owned());
        let plain = ConnectorActInput {
            connector_id: connector_id.clone(),
            expected_version,
            note: note.clone(),
            idempotency_key: idempotency_key.clone(),
        };
        Some(match act {
            ConnectorAct::NoteConversation => Sent::Conversation(plain),
            ConnectorAct::StartTraining => Sent::Training(plain),
            ConnectorAct::Activate => Sent::Activate(plain),
            ConnectorAct::Resume => Sent::Resume(plain),
            ConnectorAct::AcceptPledge => Sent::Pledge(plain),
            ConnectorAct::Decline => Sent::Decline(DeclineApplicationInput {
                connector_id,
                expected_version,
                reason: self.chosen(&ENDS),
                note,
                idempotency_key,
            }),
            ConnectorAct::CorrectProfile => Sent::Correct(CorrectConnectorInput {
                connector_id,
                expected_version,
                phone: Phone(self.phone.get_untracked()),
                languages: self.languages.codes(),
                skills: self.skills.get_untracked(),
                dayparts: self.dayparts.chosen(),
                availability: self.availability.get_untracked(),
                idempotency_key,
            }),
            ConnectorAct::ChangeNeighbourhoods => Sent::Areas(ChangeConnectorNeighbourhoodsInput {
                connector_id,
                expected_version,
                neighbourhood_ids: untrack(|| self.chosen_areas()),
                idempotency_key,
            }),
            ConnectorAct::SetFixedContact => Sent::Contact(SetFixedContactInput {
                connector_id,
                expected_version,
                side: self.chosen(&SIDES),
                person_id: PersonId(self.person.get_untracked()),
                idempotency_key,
            }),
            ConnectorAct::SetHost => Sent::Host(SetConnectorHostInput {
                connector_id,
                expected_version,
                organisation_id: OrganisationId(self.person.get_untracked()),
                from_on: Day::parse(&self.day.get_untracked())?,
                idempotency_key,
            }),
            ConnectorAct::NoteContactMoment => Sent::Moment(NoteContactMomentInput {
                connector_id,
                side: None,
                held_on: Day::parse(&self.day.get_untracked())?,
                means: self.chosen(&MEANS),
                line: Some(self.line.get_untracked()).filter(|line| !line.trim().is_empty()),
                idempotency_key: key.to_owned(),
            }),
            // These have a dialog of their own.
            ConnectorAct::Pause | ConnectorAct::Stop | ConnectorAct::PassCasesOn => return None,
        })
    }

    /// What is plainly missing.
    fn missing(self, act: ConnectorAct) -> Option<&'static str> {
        let is_empty = |text: RwSignal<String>| text.with_untracked(|text| text.trim().is_empty());
        match act {
            ConnectorAct::SetFixedContact if is_empty(self.person) => Some("personId"),
            ConnectorAct::SetHost if is_empty(self.person) => Some("organisationId"),
            ConnectorAct::SetHost if Day::parse(&self.day.get_untracked()).is_none() => Some("fromOn"),
            ConnectorAct::NoteContactMoment if Day::parse(&self.day.get_untracked()).is_none() => Some("heldOn"),
            ConnectorAct::ChangeNeighbourhoods if untrack(|| self.chosen_areas()).is_empty() => {
                Some("neighbourhoodIds")
            }
            _ => None,
        }
    }
}

/// The dialog of one step; it is gone when it was done or closed.
#[component]
pub fn ActDialog(
    act: ConnectorAct,
    connector: Connector,
    /// The neighbourhoods that were chosen before, in the form for these.
    chosen: Option<Vec<String>>,
    /// Passes cases on first, with the neighbourhoods that are chosen.
    pass: Callback<Vec<String>>,
    /// No step is asked any more.
    closed: Callback<()>,
    /// The profile as it is now, and the link of an invitation.
    changed: Callback<(Option<Connector>, Option<String>)>,
) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let open = RwSignal::new(true);
    effect(move || {
        if !open.get() {
            closed.run(());
        }
    });
    let typed = Typed::of(act, &connector, chosen);
    let refusals = RwSignal::new(Vec::<UserError>::new());
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let steady = StoredValue::new(SteadyKey::default());
    let name = connector.name.clone();
    let connector = StoredValue::new(connector);
    let submit = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        if let Some(field) = typed.missing(act) {
            refusals.set(vec![UserError::missing(field, words::dialogs::required(locale))]);
            return focus_wrong();
        }
        let with = |key: &str| connector.with_value(|connector| typed.sent(act, connector, key));
        // The same words once more are the same act.
        let own = steady.try_update_value(|steady| steady.of(&format!("{:?}", with(""))));
        let Some(sent) = with(&own.unwrap_or_default()) else { return };
        busy.set(true);
        let name = connector.with_value(|connector| connector.name.clone());
        spawn_local(async move {
            let answer = send(api, sent).await;
            busy.try_set(false);
            failure.try_set(answer.as_ref().err().cloned());
            let Ok(Outcome { connector: now, path, user_errors }) = answer else { return };
            steady.try_update_value(SteadyKey::answered);
            if user_errors.is_empty() {
                toasts.tell(done(locale, act, &name));
                open.try_set(false);
                changed.try_run((now, path));
                return;
            }
            refusals.try_set(user_errors);
            focus_wrong();
        });
    });
    let wrong = Signal::derive(move || {
        let failed = failure.get().map(|failure| explain(locale, &failure));
        failed.or_else(|| refusals.with(|all| about_all(all)))
    });
    let foot = move || {
        view! {
            <Button emphasis=Emphasis::Primary submits=true busy>
                {if act == ConnectorAct::AcceptPledge {
                    words::connectors::pledge_do(locale)
                } else {
                    words::connectors::save(locale)
                }}
            </Button>
            <Button press=move || open.set(false)>{words::connectors::not_now(locale)}</Button>
        }
    };
    view! {
        <Dialog
            id="stap"
            open
            title=act_name(locale, act)
            sub=Signal::stored(Some(name))
            on_submit=submit
            foot=foot
        >
            <Alert text=wrong />
            <ActFields act typed refusals connector pass />
        </Dialog>
    }
}

/// Everything that is told about no field of the dialog, in one text: what is missing to become active is several lines.
fn about_all(refusals: &[UserError]) -> Option<String> {
    let bare: Vec<&str> = refusals.iter().filter(|it| it.field.is_empty()).map(|it| it.message.as_str()).collect();
    if bare.is_empty() { elsewhere(refusals, &FIELDS) } else { Some(bare.join(" ")) }
}

fn done(locale: crate::i18n::Locale, act: ConnectorAct, name: &str) -> String {
    match act {
        ConnectorAct::NoteConversation => words::connectors::done_note_conversation(locale).to_owned(),
        ConnectorAct::StartTraining => words::connectors::done_start_training(locale).to_owned(),
        ConnectorAct::Activate => words::connectors::done_activate(locale, name),
        ConnectorAct::AcceptPledge => words::connectors::pledge_done(locale).to_owned(),
        _ => words::connectors::done(locale).to_owned(),
    }
}
