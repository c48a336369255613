//! What can be done with a connector now: the likely step as the one solid button, and the others folded away below it.

use leptos::prelude::*;

use super::connector_words::act_name;
use super::queries::Connector;
use crate::graphql::enums::{ActivationNeed, ConnectorAct};
use crate::i18n::{use_locale, words};
use crate::ui::{Button, Emphasis, Glyph, Icon};

/// The button and the list; nothing when there is nothing to do.
#[component]
pub fn Acts(connector: Connector, act: RwSignal<Option<ConnectorAct>>) -> impl IntoView {
    let locale = use_locale();
    let likely = likely(&connector.missing, &connector.available_acts);
    // The promise has its own place, for the one who makes it.
    let others: Vec<ConnectorAct> = connector
        .available_acts
        .into_iter()
        .filter(|one| *one != ConnectorAct::AcceptPledge && Some(*one) != likely)
        .collect();
    let first = likely.map(|one| {
        view! {
            <div class="bv-buttons bv-after">
                <Button emphasis=Emphasis::Primary press=move || act.set(Some(one))>
                    {act_name(locale, one)}
                </Button>
            </div>
        }
    });
    let row = |one: ConnectorAct| {
        view! {
            <li>
                <button class="bv-act" type="button" on:click=move |_| act.set(Some(one))>
                    <b>{act_name(locale, one)}</b>
                    <Icon glyph=Glyph::Go />
                </button>
            </li>
        }
    };
    let rest = (!others.is_empty()).then(|| {
        view! {
            <details class="bv-fold bv-after">
                <summary class="bv-back">
                    <Icon glyph=Glyph::Go />
                    {words::connectors::more_acts(locale)}
                </summary>
                <ul class="bv-list">{others.into_iter().map(row).collect_view()}</ul>
            </details>
        }
    });
    view! {
        {first}
        {rest}
    }
}

/// The likely step of those that are possible, by what is still missing.
fn likely(missing: &[ActivationNeed], possible: &[ConnectorAct]) -> Option<ConnectorAct> {
    let is_contact =
        |need: &ActivationNeed| matches!(need, ActivationNeed::WelfareContact | ActivationNeed::MunicipalityContact);
    let (lacks_contact, is_complete) = (missing.iter().any(is_contact), missing.is_empty());
    let steps = [
        (ConnectorAct::NoteConversation, true),
        (ConnectorAct::StartTraining, true),
        (ConnectorAct::SetFixedContact, lacks_contact),
        (ConnectorAct::Activate, is_complete),
        (ConnectorAct::Resume, is_complete),
        (ConnectorAct::NoteContactMoment, true),
        (ConnectorAct::CorrectProfile, true),
    ];
    steps.into_iter().find(|(act, fits)| *fits && possible.contains(act)).map(|(act, _)| act)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likely_step_follows_from_what_is_missing() {
        use ActivationNeed::{BasicCourse, MunicipalityContact, Pledge};
        use ConnectorAct as Act;
        let care = [Act::SetFixedContact, Act::SetHost, Act::NoteContactMoment, Act::CorrectProfile];
        let with = |step: &[Act]| [step, &care].concat();
        let table: [(&[ActivationNeed], Vec<Act>, Option<Act>); 11] = [
            (&[BasicCourse, Pledge], vec![Act::NoteConversation, Act::Decline], Some(Act::NoteConversation)),
            (&[BasicCourse, Pledge], vec![Act::StartTraining, Act::Decline], Some(Act::StartTraining)),
            (&[BasicCourse, MunicipalityContact], with(&[Act::Activate]), Some(Act::SetFixedContact)),
            (&[BasicCourse], with(&[Act::Activate]), Some(Act::NoteContactMoment)),
            (&[], with(&[Act::Activate]), Some(Act::Activate)),
            (&[MunicipalityContact], with(&[Act::Pause, Act::Stop]), Some(Act::SetFixedContact)),
            (&[], with(&[Act::Pause, Act::Stop]), Some(Act::NoteContactMoment)),
            (&[Pledge], with(&[Act::Resume, Act::Stop]), Some(Act::NoteContactMoment)),
            (&[], with(&[Act::Resume, Act::Stop]), Some(Act::Resume)),
            // One's own profile.
            (&[], vec![Act::CorrectProfile, Act::Pause, Act::Stop], Some(Act::CorrectProfile)),
            (&[], vec![], None),
        ];
        for (missing, possible, expected) in table {
            assert_eq!(likely(missing, &possible), expected, "{missing:?} {possible:?}");
        }
    }
}
